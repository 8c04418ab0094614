using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Tests.Hosting;

public class HostRuleTests
{
    private static readonly MetadataReference One = HostProject.Compile("Contoso.One", HostProject.Provider("one", "One", "[SubprocessAccess(\"git\")]"));
    private static readonly MetadataReference Two = HostProject.Compile("Contoso.Two", HostProject.Provider("two", "Two"));

    [Fact]
    public async Task Application_ThatReferencesProviders_IsToldNothing() => await VerifyAsync([], [One, Two], ["one", "two"], []);

    [Fact]
    public async Task Name_OfTwoReferences_IsReported() => await VerifyAsync(
        [], [One, HostProject.Compile("Contoso.Other", HostProject.Provider("one", "Other"))], ["one", "one"], ["GAO4001"], "'one' is used by Contoso.One and by Contoso.Other");

    [Fact]
    public async Task Name_OfAReferenceAndOfTheApplication_IsReported()
    {
        (IReadOnlyList<Diagnostic> said, _) = await HostProject.CheckAsync(new Dictionary<string, string>(), [One], HostProject.Provider("one", "Own"));

        Assert.Contains("this application's Own and by Contoso.One", Assert.Single(said, static diagnostic => diagnostic.Id == "GAO4001").GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0", false)]
    [InlineData("1.9", true)]
    [InlineData("2.0", true)]
    [InlineData("0.9", true)]
    [InlineData("new", true)]
    public async Task Contract_ThatDoesNotFit_IsReported(string version, bool isReported)
    {
        MetadataReference built = HostProject.Compile("Contoso.Old", $$"""
            [assembly: GaoDev.Plugins.ProviderManifest("{{version}}", "Contoso.Entry", "{\"name\":\"old\"}")]
            namespace Contoso { public abstract class Entry : GaoDev.Plugins.BaseProviderPlugin; }
            """);

        (IReadOnlyList<Diagnostic> said, _) = await CheckWithoutCompilingAsync(built);

        Assert.Equal(isReported ? ["GAO4002"] : [], said.Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public async Task Provider_BuiltWithoutTheSdk_IsReported()
    {
        MetadataReference unclaimed = HostProject.Compile("Contoso.Unclaimed", $$"""
            namespace Contoso;
            public sealed class Unclaimed(ProviderContext context) : IAgentProvider
            {
                public ProviderContext Context => context;
                public string Name => "x";
                public string Version => "1.0.0";
                public IReadOnlyList<string> SupportedModels => [];
                {{Rule.Members}}
            }
            """);

        await VerifyAsync([], [unclaimed], [], ["GAO4003"], "Contoso.Unclaimed has the class 'Contoso.Unclaimed'");
    }

    [Fact]
    public async Task Provider_ThatOnlyWrapsOthers_IsNotReported() => await VerifyAsync(
        [],
        [HostProject.Compile("Contoso.Wrapper", $"namespace Contoso; public sealed class Wrapper(IAgentProvider inner) : IAgentProvider {{ public IAgentProvider Inner => inner; public string Name => \"x\"; public string Version => \"1.0.0\"; public IReadOnlyList<string> SupportedModels => []; {Rule.Members} }}")],
        [],
        []);

    [Fact]
    public async Task Transitive_Provider_IsRegisteredAndReported() => await VerifyAsync(
        [("GaoDevTransitiveAssemblies", "System.Other,Contoso.Two")], [One, Two], ["one", "two"], ["GAO4004"], "'two' of Contoso.Two is registered");

    [Theory]
    [InlineData("two")]
    [InlineData("TWO")]
    [InlineData("Contoso.Two")]
    public async Task Transitive_Allowed_IsNotReported(string name) => await VerifyAsync(
        [("GaoDevTransitiveAssemblies", "Contoso.Two"), ("GaoDevAllowedProviders", name)], [One, Two], ["one", "two"], []);

    [Theory]
    [InlineData("", "one")]
    [InlineData("two", "one,two")]
    public async Task Transitive_WhereTheProjectExcludesThem_AreLeftOutUnlessAllowed(string allowed, string registered) => await VerifyAsync(
        [("GaoDevTransitiveAssemblies", "Contoso.Two"), ("GaoDevTransitiveProviders", "exclude"), ("GaoDevAllowedProviders", allowed)], [One, Two], registered.Split(','), []);

    [Theory]
    [InlineData("one")]
    [InlineData("contoso.one")]
    public async Task Excluded_Provider_IsLeftOut(string name) => await VerifyAsync([("GaoDevExcludedProviders", name)], [One, Two], ["two"], []);

    [Fact]
    public async Task Denied_Provider_IsLeftOutAndReported() => await VerifyAsync(
        [("GaoDevDeniedProviders", "one")], [One, Two], ["two"], ["GAO4005"], "'one' of Contoso.One is not registered: a GaoDevDenyProvider item names it");

    [Fact]
    public async Task Denied_Permission_IsLeftOutAndReported() => await VerifyAsync(
        [("GaoDevDeniedPermissions", "native-code, subprocess")], [One, Two], ["two"], ["GAO4005"], "it declares the permission subprocess");

    [Fact]
    public async Task Alias_ThatHidesAProvider_IsReported() => await VerifyAsync(
        [],
        [One, HostProject.Compile("Contoso.Two", HostProject.Provider("two", "Two"), new MetadataReferenceProperties(aliases: ["hidden"]))],
        ["one"],
        ["GAO4006"],
        "'two' of Contoso.Two is behind an extern alias");

    [Fact]
    public async Task Alias_BesideGlobal_IsRegistered() => await VerifyAsync(
        [],
        [HostProject.Compile("Contoso.Two", HostProject.Provider("two", "Two"), new MetadataReferenceProperties(aliases: ["global", "two"]))],
        ["two"],
        []);

    [Fact]
    public async Task Setup_InAGeneratedFile_IsNotReported()
    {
        (IReadOnlyList<Diagnostic> said, _) = await HostProject.CheckAsync(new Dictionary<string, string>(), [One, Two], "// <auto-generated/>\n" + HostProject.Setup);

        Assert.Empty(said);
    }

    [Fact]
    public async Task Setup_WithoutTheGeneratedCall_IsReportedAtItsName()
    {
        (IReadOnlyList<Diagnostic> said, _) = await HostProject.CheckAsync(new Dictionary<string, string>(), [One, Two], HostProject.Setup);

        Diagnostic diagnostic = Assert.Single(said);
        Assert.Equal(("GAO4007", "AddGaoDev"), (diagnostic.Id, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Contains("'one', 'two'", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_WithTheGeneratedCall_IsNotReported() => Assert.Empty((await HostProject.CheckAsync(
        new Dictionary<string, string>(), [One], HostProject.Setup.Replace("{ }", "{ GaoDev.ReferencedProviders.AddReferencedProviders(builder); }", StringComparison.Ordinal))).Said);

    [Fact]
    public async Task Setup_WithNothingToRegister_IsNotReported() => Assert.Empty((await HostProject.CheckAsync(new Dictionary<string, string>(), [], HostProject.Setup)).Said);

    [Fact]
    public async Task Project_ThatIsNoHost_IsToldNothing()
    {
        (IReadOnlyList<Diagnostic> said, IReadOnlyList<string> registered) = await HostProject.CheckAsync(
            new Dictionary<string, string> { ["GaoDevHost"] = "false", ["GaoDevDeniedProviders"] = "one" }, [One], HostProject.Setup);

        Assert.Empty(said);
        Assert.Empty(registered);
    }

    // The entry type is abstract, so that generated code does not compile; the rule speaks all the same.
    private static async Task<(IReadOnlyList<Diagnostic> Said, IReadOnlyList<string> Registered)> CheckWithoutCompilingAsync(MetadataReference reference) =>
        await HostProject.CheckAsync(new Dictionary<string, string>(), [reference], requiresCompiling: false);

    private static async Task VerifyAsync((string Name, string Value)[] properties, IEnumerable<MetadataReference> references, string[] registered, string[] ids, string message = "")
    {
        (IReadOnlyList<Diagnostic> said, IReadOnlyList<string> names) = await HostProject.CheckAsync(properties.ToDictionary(static property => property.Name, static property => property.Value), references);

        Assert.Equal(registered, names);
        Assert.Equal(ids, said.Select(static diagnostic => diagnostic.Id));
        Assert.All(said, diagnostic => Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal));
    }
}
