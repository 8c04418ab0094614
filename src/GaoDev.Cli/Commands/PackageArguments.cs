using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Commands;

/// <summary>Reads what a person writes for a package: an id, <c>id@version</c>, or a file.</summary>
internal static class PackageArguments
{
    public static PackageRequest Read(string package)
    {
        string workingDirectory = Environment.CurrentDirectory;
        int at = package.IndexOf('@', StringComparison.Ordinal);
        bool isFile = package.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
        return at <= 0 || isFile
            ? new PackageRequest { Package = package, WorkingDirectory = workingDirectory }
            : new PackageRequest { Package = package[..at], Version = package[(at + 1)..], WorkingDirectory = workingDirectory };
    }
}
