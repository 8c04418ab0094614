using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>What MSBuild hands to compiler components, from a program's flags: <c>host</c>, and <c>Name=value</c> for anything else.</summary>
internal sealed class CorpusOptions(IReadOnlySet<string> flags) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(flags);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Properties(IReadOnlySet<string> flags) : AnalyzerConfigOptions
    {
        private const string Prefix = "build_property.";

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            string name = key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key[Prefix.Length..] : key;
            value = name switch
            {
                "PackageVersion" => "1.2.3",
                "GaoDevHost" => flags.Contains("host") ? "true" : null,
                _ => flags.FirstOrDefault(flag => flag.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..],
            };
            return value is not null;
        }
    }
}
