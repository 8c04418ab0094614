namespace GaoDev.Plugins.Diagnostics;

/// <summary>
/// Something about a plugin went wrong outside its own code: it cannot be found, restored, trusted, loaded or run.
/// Carries what a person needs: what happened, to which plugin, and what to do now. Never holds a secret.
/// </summary>
public sealed class PluginException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="code">The documented code; its number never changes its meaning.</param>
    /// <param name="message">What happened and to which plugin, in one sentence.</param>
    /// <param name="remedy">What to do now, in one sentence, or null where there is nothing to do.</param>
    /// <param name="plugin">The plugin, provider or package at fault, where it is known.</param>
    /// <param name="innerException">The cause.</param>
    public PluginException(PluginErrorCode code, string message, string? remedy = null, string? plugin = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Remedy = remedy;
        Plugin = plugin;
    }

    /// <summary>The documented code.</summary>
    public PluginErrorCode Code { get; }

    /// <summary>What to do now, or null.</summary>
    public string? Remedy { get; }

    /// <summary>The plugin, provider or package at fault, or null where it is not known.</summary>
    public string? Plugin { get; }

    /// <summary>The code as it is shown and documented, such as <c>GAODEV1003</c>.</summary>
    public string Id => $"GAODEV{(int)Code}";
}
