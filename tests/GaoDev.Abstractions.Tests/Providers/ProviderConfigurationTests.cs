using CsCheck;
using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Providers;

public sealed class ProviderConfigurationTests
{
    [Fact]
    public void Getters_NameInAnyCase_ValueFound() => Assert.Equal("v", Configuration(("Api_Key", "v")).GetString("api_key"));

    [Fact]
    public void GetRequiredString_NotSet_NamesTheOption()
    {
        ProviderConfigurationException exception = Assert.Throws<ProviderConfigurationException>(() => ProviderConfiguration.Empty.GetRequiredString("endpoint"));

        Assert.Equal("endpoint", exception.OptionName);
        Assert.Contains("'endpoint'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypedGetters_ValidText_Values()
    {
        ProviderConfiguration configuration = Configuration(("i", "-3"), ("d", "1.5"), ("b", "TRUE"), ("s", "0.25"), ("u", "https://a.example/x"));

        Assert.Equal(-3, configuration.GetInt32("i"));
        Assert.Equal(1.5, configuration.GetDouble("d"));
        Assert.True(configuration.GetBoolean("b"));
        Assert.Equal(TimeSpan.FromMilliseconds(250), configuration.GetSeconds("s"));
        Assert.Equal(new Uri("https://a.example/x"), configuration.GetUri("u"));
    }

    [Fact]
    public void TypedGetters_NotSet_Null()
    {
        Assert.Null(ProviderConfiguration.Empty.GetInt32("x"));
        Assert.Null(ProviderConfiguration.Empty.GetDouble("x"));
        Assert.Null(ProviderConfiguration.Empty.GetBoolean("x"));
        Assert.Null(ProviderConfiguration.Empty.GetSeconds("x"));
        Assert.Null(ProviderConfiguration.Empty.GetUri("x"));
    }

    [Fact]
    public void TypedGetters_AnyText_ValueOrConfigurationException() => Gen.String.Sample(text =>
    {
        ProviderConfiguration configuration = Configuration(("x", text));
        foreach (Action get in (Action[])
        [
            () => configuration.GetInt32("x"), () => configuration.GetDouble("x"), () => configuration.GetBoolean("x"),
            () => configuration.GetSeconds("x"), () => configuration.GetUri("x"),
        ])
        {
            try
            {
                get();
            }
            catch (ProviderConfigurationException)
            {
            }
        }
    });

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.example")]
    [InlineData("/relative")]
    [InlineData("a.example")]
    public void GetUri_NotHttp_Refused(string text) => Assert.Throws<ProviderConfigurationException>(() => Configuration(("u", text)).GetUri("u"));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void GetSeconds_NotAPositiveLength_Refused(string text) => Assert.Throws<ProviderConfigurationException>(() => Configuration(("s", text)).GetSeconds("s"));

    [Fact]
    public void ToString_SecretOption_NeverShown()
    {
        ProviderConfiguration configuration = new([new("api_key", "hunter2"), new("endpoint", "https://a.example")], ["API_KEY"]);

        Assert.Equal("api_key=***, endpoint=https://a.example", configuration.ToString());
    }

    [Fact]
    public void ValidationResult_InvalidWithoutProblem_Refused()
    {
        Assert.Throws<ArgumentException>(() => ProviderValidationResult.Invalid());
        Assert.Throws<ArgumentException>(() => ProviderValidationResult.Invalid(" "));
        Assert.Equal(["no key"], ProviderValidationResult.Invalid("no key").Problems);
    }

    private static ProviderConfiguration Configuration(params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
}
