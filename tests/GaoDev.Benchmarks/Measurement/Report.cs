using System.Globalization;
using System.Text.Json;

namespace GaoDev.Benchmarks.Measurement;

/// <summary>The table for people and the file for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Print(LineResult line)
    {
        Console.WriteLine(FormattableString.Invariant($"\n{line.Name}   ({line.Rounds} rounds, {line.Unit}: median, min–max)"));
        foreach (ContenderResult contender in line.Contenders)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contender.Role,-6} {contender.Name,-28} {contender.Measured.Median,9:0.0##}   {contender.Measured.Minimum:0.0##}–{contender.Measured.Maximum:0.0##}"));
        }

        foreach (GoalResult goal in line.Goals)
        {
            string verdict = goal.Holds ? "holds" : "MISSED";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {goal.Ours} / {goal.Against}: {goal.Ratio.Median:0.000} ({goal.Ratio.Minimum:0.000}–{goal.Ratio.Maximum:0.000}), at most {goal.AtMost:0.000}: {verdict}"));
        }
    }

    public static void Write(string path, IReadOnlyList<LineResult> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(lines, Indented));
    }
}
