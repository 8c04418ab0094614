using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks;

/// <summary>A line that is ready to be measured, with what it needs set up until it is disposed.</summary>
internal interface IMeasuredJob : IDisposable
{
    Line Line { get; }
}
