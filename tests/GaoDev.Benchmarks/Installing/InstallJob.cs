using GaoDev.Benchmarks.Measurement;

namespace GaoDev.Benchmarks.Installing;

internal sealed class InstallJob : IMeasuredJob
{
    public InstallJob(string work) => Line = new(work, 0, [], []);
    public Line Line { get; }
    public void Dispose() { }
}
