using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime;

namespace GaoDev.Cli.Rendering;

/// <summary>What is said of a failure: its code, what happened, what to do now, and the exit code.</summary>
internal sealed record ErrorReport(string Code, string Message, string? Remedy, string? Plugin, ExitCode ExitCode)
{
    private const int FirstProviderErrorCode = 6000;

    /// <summary>The report for a failure that was expected to be possible, or null for one that was not.</summary>
    public static ErrorReport? For(Exception exception) => exception switch
    {
        PluginException plugin => new(plugin.Id, plugin.Message, plugin.Remedy, plugin.Plugin, ExitCodeFor(plugin.Code)),
        ProviderNotFoundException notFound => ProviderNotFound(notFound),
        ModelNotFoundException model => ModelNotFound(model),
        ProviderConfigurationException configuration => new(Id(PluginErrorCode.OptionInvalid), configuration.Message, null, configuration.ProviderName, ExitCode.ConfigurationInvalid),
        ProviderException provider => ProviderFailed(provider),
        IOException or UnauthorizedAccessException => new("GAODEV0001", exception.Message, null, null, ExitCode.Failed),
        _ => null,
    };

    private static ErrorReport ProviderNotFound(ProviderNotFoundException exception) => new(
        Id(PluginErrorCode.ProviderNotFound),
        $"There is no provider '{exception.ProviderName}'.{DidYouMean(exception.ProviderName!, exception.AvailableProviders)}",
        CarriedProviders.FindPackage(exception.ProviderName!) is { } package
            ? $"gao-dev brings it along: gao-dev plugins install-provider {package}."
            : "gao-dev plugins list-providers shows what is installed.",
        exception.ProviderName,
        ExitCode.ProviderNotFound);

    private static ErrorReport ModelNotFound(ModelNotFoundException exception) => new(
        Id(PluginErrorCode.ModelNotFound),
        exception.Message + DidYouMean(exception.Model, exception.SupportedModels),
        "Choose one with --model.",
        exception.ProviderName,
        ExitCode.ModelNotFound);

    private static ErrorReport ProviderFailed(ProviderException exception)
    {
        string? remedy = exception switch
        {
            { RetryAfter: { } wait } => $"Try again in {Math.Ceiling(wait.TotalSeconds):0} s.",
            { Kind: ProviderErrorKind.Authentication } => "Check the key.",
            { IsRetryable: true } => "Try again.",
            _ => null,
        };
        string who = exception.ProviderName is null ? "The provider" : $"'{exception.ProviderName}'";
        return new(
            $"GAODEV{FirstProviderErrorCode + (int)exception.Kind}",
            $"{who} failed ({exception.Kind}): {exception.Message}",
            remedy,
            exception.ProviderName,
            ExitCode.ProviderFailed);
    }

    private static string DidYouMean(string name, IReadOnlyList<string> candidates) =>
        NearestNames.Find(name, candidates) is { Count: > 0 } nearest ? $" Did you mean '{string.Join("' or '", nearest)}'?" : "";

    private static string Id(PluginErrorCode code) => $"GAODEV{(int)code}";

    /// <summary>What the process ends with after such a failure.</summary>
    public static ExitCode ExitCodeFor(PluginErrorCode code) => code switch
    {
        PluginErrorCode.ProviderNotFound => ExitCode.ProviderNotFound,
        PluginErrorCode.ModelNotFound => ExitCode.ModelNotFound,
        PluginErrorCode.PackageNotFound => ExitCode.PackageNotFound,
        PluginErrorCode.VersionNotFound or PluginErrorCode.GenerationNotFound => ExitCode.VersionNotFound,
        PluginErrorCode.FeedUnreachable or PluginErrorCode.FeedInsecure => ExitCode.FeedUnreachable,
        PluginErrorCode.PackageCorrupt or PluginErrorCode.PackageTooLarge or PluginErrorCode.BundleInvalid => ExitCode.PackageCorrupt,
        PluginErrorCode.DependencyConflict or PluginErrorCode.NoCompatibleAssets or PluginErrorCode.SharedDependencyTooNew => ExitCode.DependencyConflict,
        PluginErrorCode.LockInvalid or PluginErrorCode.LockMismatch => ExitCode.LockMismatch,
        PluginErrorCode.NotAProvider or PluginErrorCode.ManifestInvalid or PluginErrorCode.DuplicateProvider or PluginErrorCode.LoadFailed or PluginErrorCode.PermissionUndeclared => ExitCode.InvalidPlugin,
        PluginErrorCode.NotConformant => ExitCode.InvalidPlugin,
        PluginErrorCode.ContractTooNew => ExitCode.ContractTooNew,
        PluginErrorCode.ContentChanged or PluginErrorCode.NotTrusted or PluginErrorCode.ApprovalDeclined or PluginErrorCode.SignatureInvalid or PluginErrorCode.PolicyRefused or PluginErrorCode.PublisherUnknown => ExitCode.TrustRefused,
        PluginErrorCode.ConfigurationInvalid or PluginErrorCode.OptionInvalid or PluginErrorCode.ArgumentMalformed => ExitCode.ConfigurationInvalid,
        PluginErrorCode.SandboxUnavailable => ExitCode.SandboxUnavailable,
        PluginErrorCode.HostStartFailed or PluginErrorCode.HostCrashed or PluginErrorCode.LimitExceeded or PluginErrorCode.ProtocolViolation or PluginErrorCode.DeadlineExceeded => ExitCode.ProviderFailed,
        _ => ExitCode.Failed,
    };
}
