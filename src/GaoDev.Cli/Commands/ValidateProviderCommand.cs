using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime;
using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Validation;

namespace GaoDev.Cli.Commands;

/// <summary>
/// <c>gao-dev plugins validate-provider</c>: checks an installed provider, or a package that is not installed. Runs
/// nothing of the plugin, unless it is asked to let the provider check its own configuration.
/// </summary>
internal sealed class ValidateProviderCommand : ToolCommand
{
    public ValidateProviderCommand(Terminal terminal)
        : base("validate-provider", "Checks an installed provider, or a package file.", terminal)
    {
        Arguments.Add(ProviderArgument);
        Options.Add(SourceOption);
        Options.Add(ConnectOption);
        Options.Add(ConformanceOption);
        Options.Add(ReportOption);
    }

    public Argument<string> ProviderArgument { get; } = new("provider") { Description = "The provider's name, or the path of a .nupkg file." };

    public Option<string[]> SourceOption { get; } = new("--source") { Description = "Where a file's dependencies come from, in place of the configured sources.", HelpName = "address or folder" };

    public Option<bool> ConnectOption { get; } = new("--connect") { Description = "Also run the provider and let it check its configuration, with a request where it makes one." };

    public Option<bool> ConformanceOption { get; } = new("--conformance") { Description = "Also run the conformance kit on the provider, which sends its backend some forty requests." };

    public Option<string?> ReportOption { get; } = new("--report") { Description = "Where to write what the conformance kit found.", HelpName = "file" };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string provider = arguments.GetRequiredValue(ProviderArgument);
        ProviderPluginManager manager = ToolManager.Open();
        PackageRequest request = PackageArguments.Read(provider) with { Sources = arguments.GetValue(SourceOption) ?? [] };
        List<ValidationCheck> checks = request.Kind != PackageKind.Id
            ? await ValidateFileAsync(manager, request, cancellationToken).ConfigureAwait(false)
            : [.. manager.Validate(provider)];
        if (request.Kind == PackageKind.Id && (arguments.GetValue(ConnectOption) || arguments.GetValue(ConformanceOption)))
        {
            Terminal.WarnWhereUnconfined(manager.GetProvider(provider));
        }

        if (request.Kind == PackageKind.Id && arguments.GetValue(ConnectOption) && checks.All(check => check.Passed))
        {
            checks.AddRange(await ConnectAsync(manager, provider, cancellationToken).ConfigureAwait(false));
        }

        if (request.Kind == PackageKind.Id && arguments.GetValue(ConformanceOption) && checks.All(check => check.Passed))
        {
            checks.AddRange(await ConformanceRun.CheckAsync(manager, provider, arguments.GetValue(ReportOption), cancellationToken).ConfigureAwait(false));
        }

        Write(provider, checks, arguments.GetValue(JsonOption));
        return checks.Find(check => !check.Passed) is { Failure: { } failure } ? ErrorReport.ExitCodeFor(failure) : ExitCode.Done;
    }

    private static async Task<List<ValidationCheck>> ValidateFileAsync(ProviderPluginManager manager, PackageRequest request, CancellationToken cancellationToken)
    {
        PreparedInstallation prepared = await new PackageInstaller(manager.Store).PrepareAsync(request, progress: null, cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            return
            [
                new("package", $"{prepared.PackageId} {prepared.Version}"),
                new("dependencies", $"{prepared.Closure.Count} packages restore together"),
                .. prepared.Providers.Select(Describe),
            ];
        }
    }

    private static ValidationCheck Describe(ProviderManifest provider) =>
        new("manifest", $"{provider.Metadata.Name} {provider.Metadata.Version}, contract {provider.Metadata.ContractVersion}");

    private static async Task<IReadOnlyList<ValidationCheck>> ConnectAsync(ProviderPluginManager manager, string name, CancellationToken cancellationToken)
    {
        manager.GetRunnableProvider(name);
        IAgentProvider provider = await manager.Factory.CreateAsync(name, cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            ProviderValidationResult result = await provider.ValidateConfigurationAsync(cancellationToken).ConfigureAwait(false);
            return result.IsValid
                ? [new("provider", "says that its configuration works")]
                : [.. result.Problems.Select(problem => new ValidationCheck("provider", problem, PluginErrorCode.OptionInvalid))];
        }
    }

    private void Write(string provider, List<ValidationCheck> checks, bool json)
    {
        if (json)
        {
            ValidationJson validation = new(provider, checks.TrueForAll(check => check.Passed), [.. checks.Select(check => new CheckJson(check.Name, check.Passed, check.Detail, check.Notes.Count == 0 ? null : check.Notes))]);
            Terminal.Output.WriteLine(JsonOutput.Write(validation));
            return;
        }

        foreach (ValidationCheck check in checks)
        {
            Terminal.Output.WriteLine($"  {(check.Passed ? "ok  " : "FAIL")} {check.Name,-13} {PluginText.Escape(check.Detail)}");
        }
    }
}
