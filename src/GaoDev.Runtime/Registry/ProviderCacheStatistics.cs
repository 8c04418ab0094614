namespace GaoDev.Runtime;

/// <summary>What a <see cref="ProviderFactory"/> keeps at the moment. Immutable.</summary>
/// <param name="Providers">Instances that are kept to be lent again.</param>
/// <param name="ModelNames">Model names whose translation is remembered.</param>
public sealed record ProviderCacheStatistics(int Providers, int ModelNames);
