namespace GaoDev.Runtime.Confinement;

/// <summary>What one plugin process can see and do, from the user's grant and the task. Nothing where nothing is said. Immutable.</summary>
internal sealed record SandboxProfile
{
    /// <summary>Folders of the user, at their own paths.</summary>
    public required IReadOnlyList<SandboxFolder> Folders { get; init; }

    /// <summary>Programs that may be started.</summary>
    public required IReadOnlyList<SandboxProgram> Programs { get; init; }

    /// <summary>The plugin's private folder, or null where it has none.</summary>
    public required string? Storage { get; init; }

    /// <summary>Whether there is a way to the broker.</summary>
    public required bool HasNetwork { get; init; }

    /// <summary>Whether it may lead to connections that the plugin encrypts, and so has to trust, for itself.</summary>
    public bool HasTunnel { get; init; }

    /// <summary>Two profiles are the same where this is: a process that was made for one serves the other.</summary>
    public string Key => string.Join(
        '\n',
        [
            .. Folders.Select(folder => $"{(folder.IsWritable ? "write" : "read")} {folder.Path}"),
            .. Programs.Select(program => $"program {program.Path}"),
            $"storage {Storage}",
            $"network {HasNetwork}",
        ]);
}
