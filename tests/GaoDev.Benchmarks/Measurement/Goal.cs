namespace GaoDev.Benchmarks.Measurement;

/// <summary>The first of ours divided by another contender, as the median over rounds, may be at most this.</summary>
internal sealed record Goal(string Against, double AtMost);
