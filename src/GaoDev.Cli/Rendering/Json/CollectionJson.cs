namespace GaoDev.Cli.Rendering.Json;

/// <summary>What a collection of the store deleted or would delete, as <c>--json</c> shows it.</summary>
internal sealed record CollectionJson(IReadOnlyList<string> Entries, long Bytes, IReadOnlyList<string> InUse, int Generations, bool DryRun);
