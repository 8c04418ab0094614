using System.Runtime.CompilerServices;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>A feed that is broken on purpose stays broken: NuGet need not ask it six times, a second apart.</summary>
internal static class NuGetRetries
{
    [ModuleInitializer]
    internal static void Limit()
    {
        Environment.SetEnvironmentVariable("NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT", "2");
        Environment.SetEnvironmentVariable("NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS", "10");
    }
}
