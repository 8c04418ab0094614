namespace GaoDev.Benchmarks.Measurement;

internal sealed record ContenderResult(string Name, string Role, Spread Measured);
