using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Packages.Store;

/// <summary>Decides which kept lock file a rollback goes to.</summary>
internal static class GenerationChoice
{
    private const string Remedy = "gao-dev plugins rollback --list shows which there are.";

    /// <exception cref="PluginException">There is none of that number, none that differs, or it cannot be read.</exception>
    public static PluginLock Find(IReadOnlyList<Generation> generations, PluginLock current, int? number)
    {
        byte[] installed = LockWriter.Write(current);
        Generation chosen = (number is { } wanted
                ? generations.FirstOrDefault(generation => generation.Number == wanted)
                : generations.LastOrDefault(generation => generation.Lock is null || !LockWriter.Write(generation.Lock).AsSpan().SequenceEqual(installed)))
            ?? throw new PluginException(
                PluginErrorCode.GenerationNotFound,
                number is null ? "There is nothing to go back to." : $"There is no generation {number}.",
                number is null ? "A generation is kept with each change." : Remedy);
        return chosen.Lock ?? throw new PluginException(
            PluginErrorCode.LockInvalid, $"Generation {chosen.Number} cannot be read. Nothing was changed.", $"Choose another one with --to. {Remedy}");
    }
}
