namespace GaoDev.Benchmarks.Measurement;

/// <summary>What a line gave: each contender's measure, and each goal's ratio.</summary>
internal sealed record LineResult(string Name, int Rounds, string Unit, IReadOnlyList<ContenderResult> Contenders, IReadOnlyList<GoalResult> Goals)
{
    /// <summary>Runs a line: one round to warm up, then rounds in which the contenders take turns.</summary>
    public static LineResult Measure(Line line)
    {
        Dictionary<string, List<double>> times = line.Contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        for (int round = -1; round < line.Rounds; round++)
        {
            foreach (Contender contender in line.Contenders)
            {
                double measured = contender.Measure();
                if (round >= 0)
                {
                    times[contender.Name].Add(measured);
                }
            }
        }

        string ours = line.Contenders.First(contender => contender.Role == Role.Ours).Name;
        return new(
            line.Name,
            line.Rounds,
            line.Unit,
            [.. line.Contenders.Select(contender => new ContenderResult(contender.Name, contender.Role.ToString(), Spread.Of(times[contender.Name])))],
            [.. line.Goals.Select(goal => Judge(goal, ours, times))]);
    }

    // Round by round, so that a machine that slows down slows both sides of a ratio.
    private static GoalResult Judge(Goal goal, string ours, Dictionary<string, List<double>> times)
    {
        Spread ratio = Spread.Of(times[ours].Zip(times[goal.Against], (mine, theirs) => mine / theirs));
        return new(ours, goal.Against, ratio, goal.AtMost, ratio.Median <= goal.AtMost);
    }
}
