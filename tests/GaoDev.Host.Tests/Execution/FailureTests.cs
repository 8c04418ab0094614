using GaoDev.Plugins.Diagnostics;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;
using Microsoft.Extensions.Logging;

namespace GaoDev.Host.Tests.Execution;

public sealed class FailureTests
{
    private const string Secret = "sk-0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ProviderErrorKind> Kinds => [.. Enum.GetValues<ProviderErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Execute_ProviderException_ArrivesWithItsKindAndType(ProviderErrorKind kind)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        ProviderException exception = await Assert.ThrowsAnyAsync<ProviderException>(() => provider.CollectAsync($"kind:{kind}", Token));

        Assert.Equal(kind, exception.Kind);
        Assert.Equal("misbehaving", exception.ProviderName);
        switch (exception)
        {
            case RateLimitException:
                Assert.Equal(("slow down", TimeSpan.FromSeconds(7)), (exception.Message, exception.RetryAfter));
                Assert.Equal("r-1", exception.Details["request_id"]);
                break;
            case ModelNotFoundException missing:
                Assert.Equal("gpt-9", missing.Model);
                Assert.Equal(["gpt-4", "gpt-5"], missing.SupportedModels);
                break;
            case ProviderConfigurationException configuration:
                Assert.Equal("endpoint", configuration.OptionName);
                break;
            case { Message: "just failed" }:
                Assert.Equal(TimeSpan.FromDays(365), exception.RetryAfter);
                break;
            default:
                Assert.NotEqual(typeof(ProviderException), exception.GetType());
                break;
        }
    }

    [Fact]
    public async Task Execute_OtherException_ArrivesNamedAndEscapedAndIsLoggedInFull()
    {
        RecordingLogger log = new(LogLevel.Information);
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(logger: log);

        ProviderException exception = await Assert.ThrowsAsync<ProviderExecutionException>(() => provider.CollectAsync("throw", Token));

        Assert.Equal(@"System.InvalidOperationException: raw \u001b[31mred\u202e", exception.Message);
        (LogLevel level, string message) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("MisbehavingProvider", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, character => char.IsControl(character));
    }

    [Fact]
    public async Task Execute_NullUpdate_IsAFailure()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider();

        ProviderException exception = await Assert.ThrowsAsync<ProviderExecutionException>(() => provider.CollectAsync("null", Token));

        Assert.Contains("null", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_FromPlugin_ReachesTheParentEscapedAndAboveItsLevel()
    {
        RecordingLogger log = new(LogLevel.Debug);
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(logger: log);

        await provider.CollectAsync("log:a\u009bb\r\nc", Token);

        Assert.Equal([(LogLevel.Warning, @"a\u009bb\r\nc")], log.Entries);
    }

    [Theory]
    [InlineData("throw", "Failed to create provider 'misbehaving': no provider today", typeof(ProviderExecutionException))]
    [InlineData("configuration", "Failed to create provider 'misbehaving': The option 'endpoint' is not set.", typeof(ProviderConfigurationException))]
    [InlineData("null", "Failed to create provider 'misbehaving': CreateProvider returned null.", typeof(ProviderExecutionException))]
    public async Task Create_Failing_SaysWhy(string how, string message, Type cause)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("constructor", how)]);

        ProviderCreationException exception = await Assert.ThrowsAsync<ProviderCreationException>(() => provider.CollectAsync("x", Token));

        Assert.Equal(message, exception.Message);
        Assert.IsType(cause, exception.InnerException);
        Assert.Null(provider.ProcessId);
    }

    [Theory]
    [InlineData("load-throw", PluginErrorCode.LoadFailed, "cannot be loaded today")]
    [InlineData("name", PluginErrorCode.LoadFailed, "another name, 'somebody-else'")]
    [InlineData("load-exit", PluginErrorCode.HostCrashed, "exit code 3; it last said: leaving while loading")]
    [InlineData("load-hang", PluginErrorCode.DeadlineExceeded, "did not load within 1.5 s")]
    public async Task Load_Failing_NamesThePluginAndTheReason(string how, PluginErrorCode code, string reason)
    {
        HostOptions options = new() { CreateTimeout = how == "load-hang" ? TimeSpan.FromSeconds(1.5) : TimeSpan.FromSeconds(30) };
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(options, misbehave: how);

        PluginException exception = await Assert.ThrowsAsync<PluginException>(() => provider.CollectAsync("x", Token));

        Assert.Equal((code, "misbehaving"), (exception.Code, exception.Plugin));
        Assert.Contains("'misbehaving'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Remedy);
    }

    [Theory]
    [InlineData("throw", "no checks today")]
    [InlineData("exit", "exit code 0")]
    [InlineData("leak", @"the key *** is \u001b[31mbad")]
    public async Task Validate_Failing_ReportsAndDoesNotThrow(string how, string problem)
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("validate", how), ("key", Secret)]);

        ProviderValidationResult result = await provider.ValidateConfigurationAsync(Token);

        Assert.Contains(problem, Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ProviderThatCannotBeMade_Reports()
    {
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("constructor", "throw")]);

        Assert.Contains("no provider today", Assert.Single((await provider.ValidateConfigurationAsync(Token)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_PluginThatTellsItsSecret_IsNotRepeated()
    {
        RecordingLogger log = new(LogLevel.Trace);
        await using HostedProvider provider = BuiltFixtures.MisbehavingProvider(configuration: [("key", Secret)], logger: log);

        ProviderException exception = await Assert.ThrowsAsync<ProviderAuthenticationException>(() => provider.CollectAsync("leak", Token));
        PluginException crash = await Assert.ThrowsAsync<PluginException>(() => provider.CollectAsync("crash:exit", Token));

        Assert.Equal("The key *** is not accepted.", exception.Message);
        Assert.Contains("the key is ***", crash.Message, StringComparison.Ordinal);
        Assert.Contains(log.Entries, entry => entry.Message == "the key is ***");
        Assert.DoesNotContain(log.Entries, entry => entry.Message.Contains(Secret, StringComparison.Ordinal));
    }
}
