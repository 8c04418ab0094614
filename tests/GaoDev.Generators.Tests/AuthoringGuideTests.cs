using GaoDev.Generators.Tests.Pipeline;

namespace GaoDev.Generators.Tests;

public class AuthoringGuideTests
{
    [Fact]
    public void Example_OfTheGuide_CompilesWithoutAWarning()
    {
        string guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "authoring.md"));
        string example = guide.Split("```csharp\n")[1].Split("```")[0];

        TestProject project = new(
            "#pragma warning disable CS1591 // the guide leaves comments out\n" + example,
            "global using System.IO; global using System.Net.Http;");

        Assert.Equal(["ContosoProviderPlugin.g.cs"], project.Generate().Keys);
    }
}
