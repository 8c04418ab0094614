namespace GaoDev.Host.Tests.Security;

/// <summary>What came of a script: the outcomes, what the application printed, and the home that it ran with.</summary>
internal sealed record LabRun(IReadOnlyList<LabOutcome> Outcomes, string Errors, string Home)
{
    public LabOutcome Only => Assert.Single(Outcomes);
}
