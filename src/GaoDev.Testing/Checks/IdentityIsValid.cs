using System.Text.RegularExpressions;
using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed partial class IdentityIsValid() : ConformanceCheck("Its name is kebab-case, its version is SemVer 2, and neither changes")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider first = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using IAgentProvider second = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        return first.Name is null || !Kebab().IsMatch(first.Name) ? $"Its name is '{first.Name}', which is not kebab-case."
            : first.Version is null || !SemVer().IsMatch(first.Version) ? $"Its version is '{first.Version}', which is not SemVer 2."
            : (first.Name, first.Version) != (second.Name, second.Version) ? "Two instances have different names or versions."
            : first.SupportedModels is null ? "SupportedModels is null; an empty list means any model."
            : first.SupportedModels.Any(string.IsNullOrWhiteSpace) ? "One of its models has no name."
            : first.SupportedModels.Distinct(StringComparer.OrdinalIgnoreCase).Count() != first.SupportedModels.Count ? "It names a model twice."
            : null;
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kebab();

    /// <summary>The expression that semver.org gives.</summary>
    [GeneratedRegex(@"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SemVer();
}
