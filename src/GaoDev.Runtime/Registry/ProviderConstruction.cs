using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Runtime.Registry;

/// <summary>What a registration needs to make a provider: merged and validated settings, and the surroundings.</summary>
internal sealed record ProviderConstruction(
    ProviderConfiguration Configuration,
    string WorkingDirectory,
    ILoggerFactory Loggers,
    TimeProvider Time);
