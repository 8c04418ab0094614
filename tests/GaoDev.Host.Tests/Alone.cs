namespace GaoDev.Host.Tests;

/// <summary>Tests that measure their own process run while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
