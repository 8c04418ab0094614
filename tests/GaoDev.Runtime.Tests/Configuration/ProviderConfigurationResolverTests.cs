using GaoDev.Plugins;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;

namespace GaoDev.Runtime.Tests.Configuration;

public sealed class ProviderConfigurationResolverTests
{
    private static readonly ProviderMetadata Contoso = new()
    {
        Name = "contoso",
        Version = "1.0.0",
        Options =
        [
            new() { Name = "api_key", Environment = "CONTOSO_API_KEY", IsRequired = true, IsSecret = true },
            new() { Name = "endpoint", Type = ProviderOptionType.Uri },
            new() { Name = "retries", Type = ProviderOptionType.Integer, Default = "3" },
            new() { Name = "style", AllowedValues = ["short", "long"] },
        ],
    };

    [Fact]
    public void Resolve_EveryLayerHasAValue_GivenThenEnvironmentThenFilesThenDefault()
    {
        Dictionary<string, string> environment = new() { ["CONTOSO_API_KEY"] = "from-environment" };
        ConfigurationFile project = ProjectFile("providers:\n  contoso:\n    api_key: from-project\n    retries: 5\n");
        ConfigurationFile user = File("config.yaml", "providers:\n  contoso:\n    api_key: from-user\n    retries: 6\n    style: long\n");
        ProviderConfigurationResolver resolver = new(environment.GetValueOrDefault, [project, user]);

        ProviderConfiguration given = resolver.Resolve(Contoso, new([new("api_key", "given")]));
        ProviderConfiguration notGiven = resolver.Resolve(Contoso, ProviderConfiguration.Empty);
        environment.Clear();
        ProviderConfiguration noEnvironment = resolver.Resolve(Contoso, ProviderConfiguration.Empty);

        Assert.Equal("given", given.GetString("api_key"));
        Assert.Equal("from-environment", notGiven.GetString("api_key"));
        Assert.Equal("from-project", noEnvironment.GetString("api_key"));
        Assert.Equal((5, "long"), (noEnvironment.GetInt32("retries"), noEnvironment.GetString("style")));
        Assert.Equal(3, new ProviderConfigurationResolver(_ => null, []).Resolve(Contoso, new([new("api_key", "x")])).GetInt32("retries"));
        Assert.True(given.IsSecret("api_key"));
    }

    [Fact]
    public void Resolve_FileNamesAVariable_ItsValueIsUsed()
    {
        ProviderConfigurationResolver resolver = new(name => name == "MY_KEY" ? "secret" : null, [File("c.yaml", "providers: {contoso: {api_key_env: MY_KEY}}")]);

        Assert.Equal("secret", resolver.Resolve(Contoso, ProviderConfiguration.Empty).GetString("api_key"));
    }

    [Fact]
    public void Resolve_RequiredOptionMissing_SaysWhatToSet()
    {
        ProviderConfigurationException exception = Assert.Throws<ProviderConfigurationException>(() => Resolve(""));

        Assert.Equal("'contoso' needs api_key, which is not set. Set CONTOSO_API_KEY, or providers.contoso.api_key in ~/.gao-dev/config.yaml.", exception.Message);
    }

    [Theory]
    [InlineData("endpoint: 'ftp://a'", "an absolute http or https address")]
    [InlineData("retries: many", "a whole number")]
    [InlineData("style: wide", "one of short, long")]
    public void Resolve_MalformedValue_SaysWhatIsExpectedAndWhere(string line, string expected)
    {
        ProviderConfigurationException exception = Assert.Throws<ProviderConfigurationException>(() => Resolve($"providers:\n  contoso:\n    api_key: k\n    {line}\n"));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("c.yaml", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_UnknownOption_RefusedWithThoseThereAre()
    {
        ProviderConfigurationException exception = Assert.Throws<ProviderConfigurationException>(() => Resolve("providers: {contoso: {api_key: k, apikey: k}}"));

        Assert.Contains("no option 'apikey'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("api_key, endpoint, retries, style", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindMissing_RequiredWithoutValue_IsFound() =>
        Assert.Equal(["api_key"], new ProviderConfigurationResolver(_ => null, []).FindMissing(Contoso).Select(option => option.Name));

    private static ProviderConfiguration Resolve(string yaml) =>
        new ProviderConfigurationResolver(_ => null, [File("c.yaml", yaml)]).Resolve(Contoso, ProviderConfiguration.Empty);

    [Fact]
    public void Resolve_ProjectSetsTheAddressOfTheUsersKey_Refused()
    {
        ProviderConfigurationResolver resolver = new(
            name => name == "CONTOSO_API_KEY" ? "mine" : null,
            [ProjectFile("providers: {contoso: {endpoint: 'https://evil.example'}}")]);

        ProviderConfigurationException exception = Assert.Throws<ProviderConfigurationException>(() => resolver.Resolve(Contoso, ProviderConfiguration.Empty));
        ProviderConfiguration chosen = resolver.Resolve(Contoso, new([new("endpoint", "https://contoso.example")]));

        Assert.Equal("endpoint", exception.OptionName);
        Assert.DoesNotContain("mine", exception.Message, StringComparison.Ordinal);
        Assert.Equal("https://contoso.example", chosen.GetString("endpoint"));
    }

    [Fact]
    public void Resolve_ProjectSetsAddressAndKey_Accepted()
    {
        ProviderConfigurationResolver resolver = new(_ => null, [ProjectFile("providers: {contoso: {endpoint: 'https://a.example', api_key: theirs}}")]);

        Assert.Equal("theirs", resolver.Resolve(Contoso, ProviderConfiguration.Empty).GetString("api_key"));
    }

    [Fact]
    public void Resolve_ProjectNamesAVariable_NotRead()
    {
        ProviderConfigurationResolver resolver = new(_ => "another secret", [ProjectFile("providers: {contoso: {style_env: HOME_SECRET, api_key: k}}")]);

        Assert.Null(resolver.Resolve(Contoso, ProviderConfiguration.Empty).GetString("style"));
    }

    private static ConfigurationFile File(string path, string yaml) => ConfigurationFile.Parse(path, new StringReader(yaml), isProject: false);

    private static ConfigurationFile ProjectFile(string yaml) => ConfigurationFile.Parse("gao-dev.yaml", new StringReader(yaml), isProject: true);
}
