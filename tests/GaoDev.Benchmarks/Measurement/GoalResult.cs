namespace GaoDev.Benchmarks.Measurement;

internal sealed record GoalResult(string Ours, string Against, Spread Ratio, double AtMost, bool Holds);
