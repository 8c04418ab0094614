using GaoDev.Runtime.Execution;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Trust;
using Spectre.Console;

namespace GaoDev.Cli.Rendering;

/// <summary>What is said of a package's publisher, and of what speaks against it.</summary>
internal static class TrustText
{
    public static string Publisher(PreparedInstallation prepared)
    {
        if (prepared.Signature is not { } signature)
        {
            return "unknown: nobody signed it";
        }

        string vouched = signature.IsTrusted ? "signed" : "signed, but no authority vouches for the name";
        string timestamped = signature.SignedAt is null ? "" : ", timestamped";
        string seen = prepared.Standing switch
        {
            PublisherStanding.Known => "known",
            PublisherStanding.Changed => $"not who published it before: {prepared.PublishedBefore}",
            _ => "first seen now",
        };
        return $"{signature.Publisher.Name}   {vouched}{timestamped}   {seen}";
    }

    public static void WriteWarnings(IAnsiConsole console, PreparedInstallation prepared)
    {
        if (prepared.Standing is PublisherStanding.Unsigned or PublisherStanding.SignatureLost)
        {
            Warn(console, $"{prepared.PackageId} is not signed: nobody can say who made it, or whether it was changed on the way.");
            console.WriteLine("    A plugin that means harm could read your files and keys, start programs, and send what it finds anywhere.");
            console.WriteLine("    What holds it back is its confinement, to what it asks for above; without confinement, nothing does.");
        }

        int unsigned = prepared.Closure.Count(package => package.Signer is null && !package.Id.Equals(prepared.PackageId, StringComparison.OrdinalIgnoreCase));
        if (unsigned > 0)
        {
            Warn(console, $"{unsigned} of the {prepared.Closure.Count - 1} packages that it needs {(unsigned == 1 ? "is" : "are")} not signed.");
        }

        foreach (SecurityNotice notice in prepared.Notices)
        {
            Warn(console, $"{notice.Package} {notice.Text}");
        }
    }

    private static void Warn(IAnsiConsole console, string text)
    {
        console.Markup("  [yellow]warning[/] ");
        console.WriteLine(PluginText.Escape(text));
    }
}
