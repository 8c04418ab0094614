using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using GaoDev.Providers;

namespace Fixtures.Echo;

/// <summary>Says a prompt back word by word, or tells what it was given.</summary>
public sealed class EchoProvider(ProviderContext context) : IAgentProvider
{
    internal static readonly string[] Models = ["echo-large", "echo-small"];

    private int initializations;

    public string Name => "echo";

    public string Version => "1.2.3";

    public IReadOnlyList<string> SupportedModels => Models;

    public bool SupportsTool(string toolName) => toolName == "search";

    public string TranslateModelName(string canonicalName) => canonicalName switch
    {
        "echo-large" => "backend/echo-70b",
        "echo-small" => "backend/echo-7b",
        _ when canonicalName.StartsWith("backend/", StringComparison.Ordinal) => canonicalName,
        _ => throw new ModelNotFoundException(canonicalName, Models, Name),
    };

    public ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        initializations++;
        return ValueTask.CompletedTask;
    }

    public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) =>
        new(context.Configuration.GetString("key") is null ? ProviderValidationResult.Invalid("The option 'key' is not set.") : ProviderValidationResult.Valid);

    public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (task.Prompt.StartsWith("chunks ", StringComparison.Ordinal))
        {
            // As fast as they are taken: -1 never ends.
            for (long left = long.Parse(task.Prompt[7..], CultureInfo.InvariantCulture); left != 0; left--)
            {
                yield return "twenty bytes a chunk";
            }
        }

        foreach (string line in Answer(task))
        {
            await Task.Yield();
            yield return line;
        }

        yield return new UsageUpdate(task.Prompt.Length, 1);
        yield return new FinishUpdate(FinishReason.Stop);
    }

    private IEnumerable<string> Answer(AgentTask task) => task.Prompt switch
    {
        "process" => [Environment.ProcessId.ToString(CultureInfo.InvariantCulture)],
        "initializations" => [initializations.ToString(CultureInfo.InvariantCulture)],
        "configuration" => [context.Configuration.ToString(), context.WorkingDirectory],
        "environment" => from DictionaryEntry variable in Environment.GetEnvironmentVariables() select $"{variable.Key}={variable.Value}",
        "task" =>
        [
            task.Model ?? "", string.Join(',', task.Tools), task.Timeout.ToString() ?? "", task.Context.ProjectRoot,
            task.Context.Metadata["ticket"], task.Context.EnvironmentVariables["CI"],
            $"{task.Context.AllowDestructiveOperations} {task.Context.EnableNetwork}",
        ],
        _ when task.Prompt.StartsWith("count ", StringComparison.Ordinal) =>
            Enumerable.Range(0, int.Parse(task.Prompt[6..], CultureInfo.InvariantCulture)).Select(number => $"{number} "),
        _ when task.Prompt.StartsWith("chunks ", StringComparison.Ordinal) => [],
        _ => task.Prompt.Split(' ').Select((word, index) => index == 0 ? word : " " + word),
    };
}
