using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Providers;

public sealed class IAgentProviderTests
{
    [Fact]
    public void TranslateModelName_SupportedInAnyCase_CanonicalNameComesBack() =>
        Assert.Equal("Model-1", Provider("Model-1", "model-2").TranslateModelName("MODEL-1"));

    [Fact]
    public void TranslateModelName_NotSupported_ModelNotFoundListsWhatThereIs()
    {
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => Provider("a", "b").TranslateModelName("c"));

        Assert.Equal("'smallest' has no model 'c'. It has: a, b.", exception.Message);
        Assert.Equal("a, b", exception.Details["supported_models"]);
        Assert.Equal(ProviderErrorKind.ModelNotFound, exception.Kind);
    }

    [Fact]
    public void TranslateModelName_NoListOfModels_AnyNameIsTaken() => Assert.Equal("whatever", Provider().TranslateModelName("whatever"));

    [Fact]
    public async Task Defaults_OfTheSmallestProvider_DoNothing()
    {
        IAgentProvider provider = Provider();

        await provider.InitializeAsync(TestContext.Current.CancellationToken);
        await provider.DisposeAsync();
        await provider.DisposeAsync();
    }

    private static IAgentProvider Provider(params string[] models) => new Smallest(models);

    private sealed class Smallest(string[] models) : IAgentProvider
    {
        public string Name => "smallest";

        public string Version => "1.0.0";

        public IReadOnlyList<string> SupportedModels => models;

        public bool SupportsTool(string toolName) => false;

        public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

        public async IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield return task.Prompt;
        }
    }
}
