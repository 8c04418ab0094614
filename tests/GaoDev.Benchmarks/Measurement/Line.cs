namespace GaoDev.Benchmarks.Measurement;

/// <summary>One line of the table: a job, who does it, and what is to hold.</summary>
internal sealed record Line(string Name, int Rounds, IReadOnlyList<Contender> Contenders, IReadOnlyList<Goal> Goals, string Unit = "ms");
