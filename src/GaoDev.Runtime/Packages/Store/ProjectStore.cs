using System.Security.Cryptography;
using System.Text;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// What is installed for one project. It lies in the user's home folder and not in the project's, because a project may
/// be a stranger's: what it brings along must not say what was approved here.
/// </summary>
internal static class ProjectStore
{
    private const int NameLength = 32;

    /// <summary>The store of a project's folder, which need not exist.</summary>
    public static PluginStore Open(string home, string project) => PluginStore.Open(new StoreLayout(
        Path.Combine(Path.GetFullPath(home), "projects", NameOf(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project)))), home));

    private static string NameOf(string project) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..NameLength];
}
