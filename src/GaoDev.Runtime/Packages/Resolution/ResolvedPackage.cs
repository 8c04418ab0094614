using GaoDev.Runtime.Packages.Download;

namespace GaoDev.Runtime.Packages.Resolution;

/// <summary>One package of a closure.</summary>
/// <param name="Package">The package.</param>
/// <param name="UsesRuntime">Whether those that depend on it use its assemblies when they run.</param>
/// <param name="UsesNative">Whether those that depend on it use its native libraries.</param>
internal sealed record ResolvedPackage(StagedPackage Package, bool UsesRuntime, bool UsesNative);
