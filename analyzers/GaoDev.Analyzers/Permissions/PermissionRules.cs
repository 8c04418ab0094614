using System.Collections.Immutable;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Permissions;

/// <summary>The rules that hold code to what its providers declare.</summary>
internal static class PermissionRules
{
    /// <summary>The name in a diagnostic's properties under which a fix finds the attribute to add.</summary>
    public const string AttributeProperty = "attribute";

    /// <summary>The name under which a fix finds the host, variable or command.</summary>
    public const string ValueProperty = "value";

    private const string NotDeclared = "'{0}' needs {1}, which no provider of this assembly declares";

    private const string UnusedTitle = "A declared permission is used";
    private const string UnusedMessage = "Nothing here uses [{0}]";
    private const string UnusedDescription = "Whoever installs the provider is asked for each permission. Ask for none that neither the provider nor its dependencies use.";

    public static readonly DiagnosticDescriptor File = Undeclared("GAO3001", "File access is declared");
    public static readonly DiagnosticDescriptor Network = Undeclared("GAO3002", "Network access is declared");
    public static readonly DiagnosticDescriptor Process = Undeclared("GAO3003", "Starting a process is declared");
    public static readonly DiagnosticDescriptor Environment = Undeclared("GAO3004", "Reading environment variables is declared");

    public static readonly DiagnosticDescriptor DynamicCode = Create(
        "GAO3005",
        "A provider loads and makes no code at run time",
        "'{0}' loads or makes code at run time, or finds it by name, which no permission allows",
        DiagnosticSeverity.Error,
        "What a provider can do is judged by what it references. Code that is loaded, made or looked up by name at run time cannot be judged.");

    public static readonly DiagnosticDescriptor NativeCode = Undeclared("GAO3006", "Native and unsafe code is declared");

    /// <summary>Known while one file is looked at, because no other has a name that could use the permission: an editor shows it, with its fix.</summary>
    public static readonly DiagnosticDescriptor Unused = new(
        "GAO3007",
        UnusedTitle,
        UnusedMessage,
        RuleCategory.Permissions,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: UnusedDescription,
        helpLinkUri: HelpLink.Base + "GAO3007" + HelpLink.Extension);

    /// <summary>Known when all files were looked at.</summary>
    public static readonly DiagnosticDescriptor UnusedAtEnd = new(
        "GAO3007",
        UnusedTitle,
        UnusedMessage,
        RuleCategory.Permissions,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: UnusedDescription,
        helpLinkUri: HelpLink.Base + "GAO3007" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor Suppressed = new(
        "GAO3008",
        "Permission rules are not suppressed in source",
        "{0} is suppressed here: the build, validate-provider and install-provider still see the use",
        RuleCategory.Permissions,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A suppressed rule only hides in the editor what the reader of the compiled assembly finds anyway.",
        helpLinkUri: HelpLink.Base + "GAO3008" + HelpLink.Extension,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Console = Create(
        "GAO3009",
        "A provider does not use the console",
        "'{0}' uses the console, which is not the provider's; use ProviderContext.Logger",
        DiagnosticSeverity.Warning,
        "Standard output carries the protocol or the tool's data. What a provider has to say goes to the logger of its context.");

    public static readonly DiagnosticDescriptor Host = Create(
        "GAO3010",
        "A literal host is declared",
        "No [NetworkAccess] of this assembly covers the host '{0}'",
        DiagnosticSeverity.Error,
        "A request to a host that is not declared is refused when the provider runs.");

    public static readonly DiagnosticDescriptor Blocking = new(
        "GAO1007",
        "A provider does not block on asynchronous work",
        "'{0}' blocks a thread; await instead",
        RuleCategory.Contract,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A provider serves tasks side by side and ends them when they are cancelled. A blocked thread does neither.",
        helpLinkUri: HelpLink.Base + "GAO1007" + HelpLink.Extension);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [File, Network, Process, Environment, DynamicCode, NativeCode, Unused, UnusedAtEnd, Suppressed, Console, Host, Blocking];

    /// <summary>The ids that must not be suppressed.</summary>
    public static ImmutableArray<string> Guarding { get; } = [.. new[] { File, Network, Process, Environment, DynamicCode, NativeCode, Host }.Select(static rule => rule.Id)];

    public static DiagnosticDescriptor Of(GuardedCapability capability) => capability switch
    {
        GuardedCapability.File => File,
        GuardedCapability.Network => Network,
        GuardedCapability.Process => Process,
        GuardedCapability.Environment => Environment,
        GuardedCapability.NativeCode => NativeCode,
        GuardedCapability.Console => Console,
        GuardedCapability.Blocking => Blocking,
        _ => DynamicCode,
    };

    public static Diagnostic Report(ApiUse use)
    {
        string? attributes = GuardedRules.AttributesOf(use.Api.Capability);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(AttributeProperty, use.Api.Capability.ToString())
            .Add(ValueProperty, use.Value);
        return Diagnostic.Create(Of(use.Api.Capability), use.Location, properties, use.Name, attributes);
    }

    private static DiagnosticDescriptor Undeclared(string id, string title) => Create(
        id, title, NotDeclared, DiagnosticSeverity.Error, "What is not declared is not given: the call would fail in the sandbox. Whoever installs the provider sees each declaration.");

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, string description) =>
        new(id, title, message, RuleCategory.Permissions, severity, isEnabledByDefault: true, description: description, helpLinkUri: HelpLink.Base + id + HelpLink.Extension);
}
