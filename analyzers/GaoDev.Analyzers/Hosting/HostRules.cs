using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Hosting;

/// <summary>The rules about what an application references. Most have no place in its source: they are about its project.</summary>
internal static class HostRules
{
    public static readonly DiagnosticDescriptor DuplicateName = Create(
        "GAO4001",
        "A provider's name is used once in an application",
        "The provider name '{0}' is used by {1}; leave all but one out with <GaoDevExcludeProvider Include=\"…\" />",
        DiagnosticSeverity.Error,
        "Names are looked up ignoring case, and the registry refuses the second provider of a name when the application starts.");

    public static readonly DiagnosticDescriptor Contract = Create(
        "GAO4002",
        "A referenced provider fits the contract",
        "'{0}' of {1} was built against contract {2}, and this application has {3}; reference a version of it that fits, or of GaoDev.Runtime",
        DiagnosticSeverity.Error,
        "An application runs providers of its own major version of the contract, and of no newer minor one.");

    public static readonly DiagnosticDescriptor NoManifest = Create(
        "GAO4003",
        "A referenced provider has a manifest",
        "{0} has the class '{1}', which looks like a provider, and no manifest: it was built without GaoDev.Sdk and is not registered",
        DiagnosticSeverity.Info,
        "What is registered is found by its manifest, which the generator of GaoDev.Sdk writes when the provider is built.");

    public static readonly DiagnosticDescriptor Transitive = Create(
        "GAO4004",
        "A provider is registered because the project asked for it",
        "'{0}' of {1} is registered, although this project does not reference it itself; say <GaoDevAllowProvider Include=\"{0}\" /> or <GaoDevExcludeProvider Include=\"{0}\" />",
        DiagnosticSeverity.Warning,
        "A dependency of a dependency that happens to be a provider runs in the application's own process, with all its rights.");

    public static readonly DiagnosticDescriptor Denied = Create(
        "GAO4005",
        "A referenced provider is within the application's policy",
        "'{0}' of {1} is not registered: {2}",
        DiagnosticSeverity.Error,
        "The project names providers, or kinds of permission, that it will not have.");

    public static readonly DiagnosticDescriptor Unreachable = Create(
        "GAO4006",
        "A provider can be named from generated code",
        "'{0}' of {1} is behind an extern alias and is not registered; add 'global' to the reference's Aliases",
        DiagnosticSeverity.Warning,
        "Generated code names providers from the global namespace, where a reference with only an alias is not.");

    public static readonly DiagnosticDescriptor NotCalled = new(
        "GAO4007",
        "An application registers the providers that it references",
        "Nothing calls AddReferencedProviders(), so {0} stays unregistered",
        RuleCategory.Host,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A referenced provider is registered by the generated method alone, when the application is set up.",
        helpLinkUri: HelpLink.Base + "GAO4007" + HelpLink.Extension);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [DuplicateName, Contract, NoManifest, Transitive, Denied, Unreachable, NotCalled];

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, string description) => new(
        id, title, message, RuleCategory.Host, severity, isEnabledByDefault: true, description: description, helpLinkUri: HelpLink.Base + id + HelpLink.Extension, customTags: WellKnownDiagnosticTags.CompilationEnd);
}
