using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>Where things are in the home folder. Immutable.</summary>
/// <param name="home">The absolute path of the home folder.</param>
/// <param name="user">The user's home folder, where it is another one; that is where what the user trusts is remembered.</param>
internal sealed class StoreLayout(string home, string? user = null)
{
    /// <summary>The variable that names the home folder.</summary>
    public const string HomeVariable = "GAO_DEV_HOME";

    public string Home { get; } = Path.GetFullPath(home);

    /// <summary>The user's home folder.</summary>
    public string User { get; } = Path.GetFullPath(user ?? home);

    public string LockFile => Path.Combine(Home, "plugins.lock.json");

    public string Generations => Path.Combine(Home, "generations");

    public string Store => Path.Combine(Home, "store");

    /// <summary>What is being installed, one folder for each installation. On the same file system as the store.</summary>
    public string Staging => Path.Combine(Home, "staging");

    /// <summary>Held by whoever changes anything.</summary>
    public string Mutex => Path.Combine(Home, ".lock");

    /// <summary>The folder of a store entry.</summary>
    public string PathOf(string entry) => Path.Combine(Home, entry.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The home folder of this user: <c>GAO_DEV_HOME</c>, or else <c>~/.gao-dev</c>.</summary>
    public static string DefaultHome()
    {
        string? named = Environment.GetEnvironmentVariable(HomeVariable);
        string user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return !string.IsNullOrEmpty(named) ? Path.GetFullPath(named) : Path.Combine(user, ".gao-dev");
    }

    public static PluginException Unavailable(string path, Exception cause) => new(
        PluginErrorCode.StoreUnavailable,
        $"{path} cannot be used: {cause.Message}",
        $"Check who may write there and how much room is left, or set {HomeVariable}.",
        null,
        cause);
}
