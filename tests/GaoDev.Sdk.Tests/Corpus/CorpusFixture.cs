namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>The compiler, made once.</summary>
public sealed class CorpusFixture(Workspace workspace) : IAsyncLifetime
{
    internal CorpusCompiler Compiler { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Compiler = await CorpusCompiler.CreateAsync(workspace);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
