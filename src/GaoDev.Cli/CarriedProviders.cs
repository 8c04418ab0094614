namespace GaoDev.Cli;

/// <summary>The provider packages that lie beside the tool, to be installed without a network.</summary>
internal static class CarriedProviders
{
    private const string Prefix = "GaoDev.Providers.";

    /// <summary>The folder that they are in.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "providers");

    /// <summary>The id of the package that is called as a provider is, or null.</summary>
    public static string? FindPackage(string provider)
    {
        string name = Prefix + provider.Replace("-", "", StringComparison.Ordinal);
        return !Directory.Exists(Folder) ? null : Directory.EnumerateFiles(Folder, Prefix + "*.nupkg")
            .Select(static file => Path.GetFileName(file))
            .Where(file => file.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase))
            .Select(file => file[..name.Length])
            .FirstOrDefault();
    }
}
