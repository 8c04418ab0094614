using System.Text.Json;
using GaoDev.Runtime.Egress;

namespace GaoDev.Runtime.Confinement;

/// <summary>What a confined process has around it: its staged files, its way out, the secrets that it does not get to see.</summary>
internal sealed class HostSandbox(SandboxProfile profile, SecretVault vault, IDisposable staging, EgressBroker? broker, IReadOnlyList<MemoryFile> files, MemoryFile info) : IAsyncDisposable
{
    public SandboxProfile Profile => profile;

    public SecretVault Vault => vault;

    /// <summary>What the process inherits.</summary>
    public IReadOnlyList<MemoryFile> Files => files;

    /// <summary>The plugin's process as this one sees it, once bubblewrap has said so; it is not the process that was started.</summary>
    public int? ReadProcessId()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(info.Read());
            return document.RootElement.GetProperty("child-pid").GetInt32();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (broker is not null)
        {
            await broker.DisposeAsync().ConfigureAwait(false);
        }

        staging.Dispose();
        foreach (MemoryFile file in files)
        {
            file.Dispose();
        }
    }
}
