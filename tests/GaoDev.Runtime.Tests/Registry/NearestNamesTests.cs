namespace GaoDev.Runtime.Tests.Registry;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("contso", "contoso")]
    [InlineData("CONTOSO", "contoso")]
    [InlineData("azure-opnai", "azure-openai")]
    public void Find_Slip_NameIsFound(string typed, string meant) =>
        Assert.Equal([meant], NearestNames.Find(typed, ["azure-openai", "contoso", "openai"]));

    [Theory]
    [InlineData("llama")]
    [InlineData("x")]
    public void Find_NothingNear_Empty(string typed) => Assert.Empty(NearestNames.Find(typed, ["azure-openai", "contoso"]));
}
