namespace GaoDev.Benchmarks.Measurement;

/// <summary>One way to do the job of a line.</summary>
/// <param name="Name">What it is called in the table and in goals.</param>
/// <param name="Role">Ours, a peer, or the limit that nobody can beat.</param>
/// <param name="Measure">Does the job once, from a clean start, and gives the measure in the line's unit.</param>
internal sealed record Contender(string Name, Role Role, Func<double> Measure);
