using System.Collections;
using System.Text;
using GaoDev.Providers;

namespace Fixtures.Hostile;

internal static class Secrets
{
    /// <summary>Everything that the process holds: settings, environment, its files, its command line, its memory.</summary>
    public static string Collect(ProviderContext context, string reversed)
    {
        // The thing that is looked for comes reversed, so that the question is not an answer.
        byte[] wanted = Encoding.UTF8.GetBytes([.. reversed.Reverse()]);
        StringBuilder found = new();
        foreach (string name in context.Configuration.Names)
        {
            found.Append(name).Append('=').AppendLine(context.Configuration.GetString(name));
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            found.Append(variable.Key).Append('=').Append(variable.Value).AppendLine();
        }

        found.AppendLine(Environment.CommandLine);
        found.Append("in memory: ").Append(CountInMemory(wanted)).AppendLine();
        Array.Clear(wanted);
        return $"done: {found}";
    }

    private static unsafe int CountInMemory(byte[] wanted)
    {
        int count = 0;
        fixed (byte* own = wanted)
        {
            foreach (string line in File.ReadAllLines("/proc/self/maps"))
            {
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (!fields[1].StartsWith('r') || line.Contains("[v", StringComparison.Ordinal) || (fields.Length > 5 && fields[5].StartsWith('/')))
                {
                    continue;
                }

                nint start = (nint)Convert.ToInt64(fields[0].Split('-')[0], 16), end = (nint)Convert.ToInt64(fields[0].Split('-')[1], 16);
                for (nint at = start; at < end; at += 1 << 20)
                {
                    nint length = Math.Min(end - at, (1 << 20) + wanted.Length);
                    length = Math.Min(length, end - at);
                    ReadOnlySpan<byte> span = new((void*)at, (int)length);
                    for (int offset = 0, next; (next = span[offset..].IndexOf(wanted)) >= 0; offset += next + 1)
                    {
                        // Not the copy that is being looked with.
                        if (at + offset + next != (nint)own)
                        {
                            count++;
                        }
                    }
                }
            }
        }

        return count;
    }
}
