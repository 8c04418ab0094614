namespace GaoDev.Benchmarks.Measurement;

/// <summary>Ours divided by another contender, as the median over rounds, may be at most this.</summary>
/// <param name="Against">The other contender.</param>
/// <param name="AtMost">The ratio.</param>
/// <param name="Of">Which of ours, where there are several; else the first.</param>
internal sealed record Goal(string Against, double AtMost, string? Of = null);
