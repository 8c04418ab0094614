using System.Security.Cryptography;
using System.Text;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>
/// What is installed for one project. It lies in the user's home folder and not in the project's, because a project may
/// be a stranger's: what it brings along must not say what was approved here.
/// </summary>
internal static class ProjectStore
{
    // What a name of a file may be long, less room for what others add.
    private const int MaximumLength = 200;

    /// <summary>The store of a project's folder, which need not exist.</summary>
    public static PluginStore Open(string home, string project) => PluginStore.Open(new StoreLayout(
        Path.Combine(Path.GetFullPath(home), "projects", NameOf(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project)))), home));

    // The path, escaped: no two are the same, and a reader sees which project it is. A hash has no escaped separator, so
    // that it is never the name of another path.
    private static string NameOf(string project)
    {
        string name = Uri.EscapeDataString(project);
        return name.Length <= MaximumLength ? name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)));
    }
}
