using System.Globalization;

namespace GaoDev.Runtime.Confinement;

/// <summary>What a process and everything below it use now, by the kernel's account.</summary>
internal readonly record struct ProcessUsage(long ResidentBytes, TimeSpan ProcessorTime)
{
    private const int UserTicksField = 11; // counted from the state, which follows the name
    private const int SystemTicksField = 12;
    private const int ResidentPagesField = 21;
    private const double TicksPerSecond = 100;
    private const int MostProcesses = 512;

    /// <summary>The sum; nothing where the process is gone.</summary>
    public static ProcessUsage Of(int process)
    {
        long pages = 0;
        long ticks = 0;
        Queue<int> open = new([process]);
        for (int count = 0; count < MostProcesses && open.TryDequeue(out int id); count++)
        {
            try
            {
                string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}");
                string stat = File.ReadAllText(folder + "/stat");
                string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                pages += Number(fields[ResidentPagesField]);
                ticks += Number(fields[UserTicksField]) + Number(fields[SystemTicksField]);
                foreach (string child in File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"{folder}/task/{id}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    open.Enqueue(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
            {
                // It has just ended, or the kernel does not tell of children.
            }
        }

        return new ProcessUsage(pages * Environment.SystemPageSize, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
