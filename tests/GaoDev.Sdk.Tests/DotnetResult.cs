namespace GaoDev.Sdk.Tests;

/// <summary>How a run of <c>dotnet</c> ended, with both of its streams.</summary>
internal sealed record DotnetResult(int ExitCode, string Output)
{
    public DotnetResult EnsureSuccess()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }
}
