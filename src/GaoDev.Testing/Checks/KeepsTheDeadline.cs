using GaoDev.Providers;
using GaoDev.Testing.Faults;

namespace GaoDev.Testing.Checks;

internal sealed class KeepsTheDeadline() : EndpointFaultCheck("It ends a task whose time is over, however slowly the backend drips", EndpointFault.SlowDrip)
{
    protected override AgentTask NewTask(ConformanceSuite suite) => suite.NewTask() with { Timeout = TimeSpan.FromSeconds(1) };

    protected override string? Judge(ProviderException failure, ConformanceSuite suite) =>
        failure.Kind == ProviderErrorKind.Timeout ? null : $"The end of its time was reported as {failure.Kind}.";
}
