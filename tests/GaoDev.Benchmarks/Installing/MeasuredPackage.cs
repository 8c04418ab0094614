namespace GaoDev.Benchmarks.Installing;

/// <summary>The package that a line of the table installs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Named, because dotnet looks for the latest one in what the feed has not: package metadata.</param>
internal sealed record MeasuredPackage(string Id, string Version);
