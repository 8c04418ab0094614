using GaoDev.Cli.Rendering;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Cli.Commands;

/// <summary>Asks a person, and takes no answer for no.</summary>
internal sealed class Consent(Terminal terminal, bool yes)
{
    /// <summary>Whether <c>--yes</c> was given.</summary>
    public bool IsGiven => yes;

    /// <param name="question">What is asked.</param>
    /// <param name="plugin">The plugin that it is about.</param>
    /// <param name="remedy">What to do where nobody is there to answer.</param>
    /// <exception cref="PluginException">It was declined, or nobody is there.</exception>
    public void Require(string question, string plugin, string remedy)
    {
        if (yes)
        {
            return;
        }

        Ask(question, plugin, PluginErrorCode.ApprovalDeclined, remedy);
    }

    /// <summary>Asks even where <c>--yes</c> was given.</summary>
    public void Ask(string question, string plugin, PluginErrorCode code, string remedy)
    {
        if (!terminal.CanAsk)
        {
            throw new PluginException(code, $"Nothing was changed for {plugin}: nobody is there to answer.", remedy, plugin);
        }

        if (terminal.Ask($"  {question} [y/N] ")?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new PluginException(code, $"Nothing was changed for {plugin}: it was not allowed.", plugin: plugin);
        }
    }
}
