using System.Globalization;

namespace GaoDev.Host.Tests;

/// <summary>Looks at processes from outside. A zombie is not alive.</summary>
internal static class ProcessWatch
{
    public static bool IsAlive(int id)
    {
        try
        {
            string state = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            return state[state.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    /// <summary>Returns when the process is gone; the token is the guard against a hang.</summary>
    public static async Task UntilGoneAsync(int id, CancellationToken cancellationToken)
    {
        while (IsAlive(id))
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Returns when no process has an argument any more; the token is the guard against a hang.</summary>
    public static async Task UntilNoneHasAsync(string argument, CancellationToken cancellationToken)
    {
        while (HasAny(argument))
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    private static bool HasAny(string argument)
    {
        foreach (string folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0').Contains(argument))
                {
                    return true;
                }
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return false;
    }
}
