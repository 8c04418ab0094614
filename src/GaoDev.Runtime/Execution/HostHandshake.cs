using GaoDev.Permissions;
using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Protocol;
using GaoDev.Providers;
using GaoDev.Runtime.Confinement;
using GaoDev.Runtime.Egress;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Execution;

/// <summary>The steps before the first request: greeting, then loading the plugin and making the provider.</summary>
internal sealed class HostHandshake(
    HostedPlugin plugin, HostOptions options, HostChild child, FrameReader reader, HostConversation conversation, PluginText text)
{
    private static readonly LogLevel[] Levels =
        [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];

    private volatile string? passed;

    /// <summary>Agrees on the protocol, and holds the child to the confinement that it was started with.</summary>
    /// <exception cref="PluginException">The child does not answer, or not as it must.</exception>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        ReadyMessage ready = await WithinAsync(options.HandshakeTimeout, HandshakeLate, HostEnd.NotStarted, async token =>
        {
            HelloMessage hello = new(ProtocolLimits.Version, ProtocolLimits.Version);
            await conversation.Writer.WriteAsync(FrameType.Hello, hello, ProtocolJson.Default.HelloMessage).ConfigureAwait(false);
            Frame frame = await ReadAsync(token).ConfigureAwait(false);
            return frame.Type == FrameType.Ready
                ? frame.Read(ProtocolJson.Default.ReadyMessage)
                : throw new ProtocolException($"It began with a frame of kind '{frame.Type}'.");
        }, cancellationToken).ConfigureAwait(false);

        if (ready.Protocol != ProtocolLimits.Version || ready.Contract != ContractVersion.Text)
        {
            string how = $"it speaks protocol {ready.Protocol} and contract {text.Clean(ready.Contract)}, and this application {ProtocolLimits.Version} and {ContractVersion.Text}";
            throw HostEnd.NotStarted(plugin.Name, how).ToException(plugin.Name);
        }

        if (ConfinementDemand.FindGap(ready.Confinement, child.Launch.Sandbox?.Profile) is { } gap)
        {
            throw Bubblewrap.Refuse(plugin.Name, $"its process found that {gap}", "Run 'gao-dev doctor', and report what it says.");
        }
    }

    /// <summary>Lets the child load the plugin and make the provider.</summary>
    /// <exception cref="PluginException">The plugin cannot be loaded, or does not answer.</exception>
    /// <exception cref="ProviderCreationException">The provider cannot be made.</exception>
    public async Task<CreatedMessage> CreateAsync(ILogger logger, CancellationToken cancellationToken)
    {
        // From here on the plugin's code runs.
        using CancellationTokenSource watching = new();
        Task watch = WatchAsync(watching.Token);
        CreatedMessage created;
        try
        {
            created = await RequestAsync(logger, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }

        return passed is null ? created : throw HostEnd.Exceeded(plugin.Name, passed).ToException(plugin.Name);
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (child.Launch.Sandbox is not null)
        {
            LimitWatch watch = new(child, options.Limits, static () => false);
            passed = await Task.Run(() => watch.RunAsync(cancellationToken), CancellationToken.None).ConfigureAwait(false);
            if (passed is not null)
            {
                child.Kill();
            }
        }
    }

    private Task<CreatedMessage> RequestAsync(ILogger logger, CancellationToken cancellationToken) =>
        WithinAsync(options.CreateTimeout, CreateLate, HostEnd.NotLoaded, async token =>
        {
            ProviderConfiguration configuration = plugin.Configuration;
            HostLaunch launch = child.Launch;
            CreateMessage create = new(
                plugin.Name,
                plugin.Manifest.EntryType,
                AssetsMessage.From(launch.Assets),
                configuration.Names.ToDictionary(name => name, name => Hide(launch, name, configuration.GetString(name)!), StringComparer.Ordinal),
                [.. configuration.Names.Where(configuration.IsSecret)],
                launch.WorkingDirectory,
                new EgressPolicy(plugin.Granted, configuration, PermissionKind.Tunnel).Patterns,
                Levels.Where(logger.IsEnabled).FirstOrDefault(LogLevel.None));
            await conversation.Writer.WriteAsync(FrameType.Create, create, ProtocolJson.Default.CreateMessage).ConfigureAwait(false);
            while (true)
            {
                Frame frame = await ReadAsync(token).ConfigureAwait(false);
                switch (frame.Type)
                {
                    case FrameType.Created:
                        return frame.Read(ProtocolJson.Default.CreatedMessage);
                    case FrameType.Failed:
                        throw FailureTranslation.ToException(frame.Read(ProtocolJson.Default.FailedMessage), plugin.Name, text);
                    case FrameType.Log:
                        conversation.Log(frame);
                        break;
                    default:
                        throw new ProtocolException($"A frame of kind '{frame.Type}' came where it has no place.");
                }
            }
        }, cancellationToken);

    // What a confined plugin gets of a secret is what the broker puts the secret in for.
    private static string Hide(HostLaunch launch, string option, string value) => launch.Sandbox is { } sandbox ? sandbox.Vault.Hide(option, value) : value;

    private async ValueTask<Frame> ReadAsync(CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw new EndOfStreamException("It closed the channel.");

    private async Task<T> WithinAsync<T>(
        TimeSpan limit, Func<string, HostEnd> late, Func<string, string, HostEnd> ended, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(limit, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await step(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw late($"within {limit.TotalSeconds:0.#} s{child.DescribeOutput(text)}").ToException(plugin.Name);
        }
        catch (ProtocolException exception)
        {
            throw HostEnd.Violated(plugin.Name, text.Clean(exception.Message)).ToException(plugin.Name, exception);
        }
        catch (IOException exception)
        {
            await child.EndAsync(options.Grace, options.TimeProvider).ConfigureAwait(false);
            string how = await child.DescribeEndAsync(text, options.TimeProvider).ConfigureAwait(false);
            if (child.Launch.Sandbox is not null && SandboxFailure.Find(how) is { } failure)
            {
                throw Bubblewrap.Refuse(plugin.Name, failure.Why, failure.Remedy);
            }

            HostEnd end = (passed ?? FatalLimit.Find(how, options.Limits)) is { } limitPassed ? HostEnd.Exceeded(plugin.Name, limitPassed) : ended(plugin.Name, how);
            throw end.ToException(plugin.Name, exception);
        }
        catch (FrameTooLongException exception)
        {
            throw new PluginException(
                PluginErrorCode.ConfigurationInvalid,
                $"The configuration of provider '{plugin.Name}' is too long to be handed to it.",
                $"Keep it below {ProtocolLimits.MaximumParentFrame / (1024 * 1024)} MiB.",
                plugin.Name,
                exception);
        }
    }

    private HostEnd HandshakeLate(string limit) => HostEnd.NotStarted(plugin.Name, $"it did not answer {limit}");

    private HostEnd CreateLate(string limit) => HostEnd.Overran(plugin.Name, $"did not load {limit}");
}
