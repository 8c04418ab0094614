using GaoDev.Runtime.Packages;

namespace GaoDev.Cli.Commands;

/// <summary>Reads what a person writes for a package: an id, <c>id@version</c>, or a path.</summary>
internal static class PackageArguments
{
    public static PackageRequest Read(string package)
    {
        PackageRequest request = new() { Package = package, WorkingDirectory = Environment.CurrentDirectory };
        int at = package.IndexOf('@', StringComparison.Ordinal);
        return at <= 0 || request.Kind != PackageKind.Id
            ? request
            : request with { Package = package[..at], Version = package[(at + 1)..] };
    }
}
