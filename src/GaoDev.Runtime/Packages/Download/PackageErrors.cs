using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Packages.Download;

/// <summary>Says what is wrong with a package file. Nothing of such a package is kept.</summary>
internal static class PackageErrors
{
    public static PluginException Corrupt(string package, string what, Exception? cause = null) => new(
        PluginErrorCode.PackageCorrupt,
        $"{package} {what}. Nothing was installed.",
        "Get the package again, from a source that you trust.",
        package,
        cause);

    public static PluginException TooLarge(string package, string what) => new(
        PluginErrorCode.PackageTooLarge,
        $"{package} {what}. Nothing was installed.",
        "Ask its author for a smaller package.",
        package);
}
