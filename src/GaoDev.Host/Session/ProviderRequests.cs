using GaoDev.Plugins.Activation;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Session;

/// <summary>
/// Puts requests to the provider and answers them. The plugin boundary: whatever a plugin throws is recorded in the
/// log in full and becomes a failure frame.
/// </summary>
internal sealed class ProviderRequests(ActivatedPlugin plugin, FrameWriter writer, ILogger logger, CancellationToken lifetime) : IDisposable
{
    private readonly SemaphoreSlim initialization = new(1, 1);
    private bool isInitialized;

    private IAgentProvider Provider => plugin.Provider;

    public Task InitializeAsync(InitializeMessage request, CancellationToken cancellationToken) => ServeAsync(request.Id, async () =>
    {
        await InitializeOnceAsync(cancellationToken).ConfigureAwait(false);
        await CompleteAsync(request.Id).ConfigureAwait(false);
    }, cancellationToken);

    public Task ValidateAsync(ValidateMessage request, CancellationToken cancellationToken) => ServeAsync(request.Id, async () =>
    {
        ProviderValidationResult result = await Provider.ValidateConfigurationAsync(cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(FrameType.Validated, new ValidatedMessage(request.Id, result.Problems), ProtocolJson.Default.ValidatedMessage).ConfigureAwait(false);
    }, cancellationToken);

    public Task TranslateModelAsync(TranslateModelMessage request, CancellationToken cancellationToken) => ServeAsync(request.Id, async () =>
    {
        AnswerMessage answer = new(request.Id, Provider.TranslateModelName(request.Model), IsSupported: null);
        await writer.WriteAsync(FrameType.Answer, answer, ProtocolJson.Default.AnswerMessage).ConfigureAwait(false);
    }, cancellationToken);

    public Task SupportsToolAsync(SupportsToolMessage request, CancellationToken cancellationToken) => ServeAsync(request.Id, async () =>
    {
        AnswerMessage answer = new(request.Id, Model: null, Provider.SupportsTool(request.Tool));
        await writer.WriteAsync(FrameType.Answer, answer, ProtocolJson.Default.AnswerMessage).ConfigureAwait(false);
    }, cancellationToken);

    public Task ExecuteAsync(ExecuteMessage request, CreditGate credit, CancellationToken cancellationToken) => ServeAsync(request.Id, async () =>
    {
        using TaskSpans? spans = TaskSpans.Start(request.TraceParent);
        try
        {
            await InitializeOnceAsync(cancellationToken).ConfigureAwait(false);
            UpdateSender sender = new(request.Id, credit, writer);
            IAsyncEnumerable<AgentUpdate> updates = Provider.ExecuteTaskAsync(request.Task.ToTask(), cancellationToken);
            await foreach (AgentUpdate update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await sender.SendAsync(update, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            spans?.Fail(exception);
            throw;
        }
        finally
        {
            if (spans is not null)
            {
                await spans.SendAsync(request.Id, writer).ConfigureAwait(false);
            }
        }

        await CompleteAsync(request.Id).ConfigureAwait(false);
    }, cancellationToken);

    public void Dispose() => initialization.Dispose();

    private async Task InitializeOnceAsync(CancellationToken cancellationToken)
    {
        await initialization.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!isInitialized)
            {
                await Provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
                isInitialized = true;
            }
        }
        finally
        {
            initialization.Release();
        }
    }

    private async Task ServeAsync(long id, Func<Task> serve, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await serve().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
            {
                // Not completed: an answer that the end of the process cuts off must not look whole.
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await CompleteAsync(id).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                LogLevel level = exception is ProviderException ? LogLevel.Debug : LogLevel.Error;
                logger.Log(level, exception, "A request to the provider failed.");
                FailedMessage failure = FailureReport.Describe(id, FailureStage.Run, exception);
                await writer.WriteAsync(FrameType.Failed, failure, ProtocolJson.Default.FailedMessage).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            // The parent is gone. The session's reader finds the same and ends the process.
        }
    }

    private async ValueTask CompleteAsync(long id) =>
        await writer.WriteAsync(FrameType.Completed, new CompletedMessage(id), ProtocolJson.Default.CompletedMessage).ConfigureAwait(false);
}
