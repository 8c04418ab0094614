namespace GaoDev.Benchmarks.Measurement;

internal sealed record GoalResult(string Against, Spread Ratio, double AtMost, bool Holds);
