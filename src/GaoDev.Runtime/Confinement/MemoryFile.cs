using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GaoDev.Runtime.Confinement;

/// <summary>A file without a name, to hand a library, or a child, what no other process should see. Inherited only while it is lent.</summary>
internal sealed class MemoryFile : IDisposable
{
    private readonly SafeFileHandle handle;

    /// <exception cref="IOException">The kernel gives none.</exception>
    public MemoryFile(string name, ReadOnlySpan<byte> content)
    {
        int descriptor = LinuxCalls.CreateMemoryFile(name, LinuxCalls.CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException("A memory file cannot be made.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Descriptor = descriptor;
        RandomAccess.Write(handle, content, fileOffset: 0);
    }

    public int Descriptor { get; }

    /// <summary>What is in it now.</summary>
    public byte[] Read()
    {
        byte[] content = new byte[RandomAccess.GetLength(handle)];
        int length = RandomAccess.Read(handle, content, fileOffset: 0);
        return content[..length];
    }

    /// <summary>Whether a program that is started now gets it.</summary>
    public void Lend(bool isLent) => _ = LinuxCalls.Fcntl(Descriptor, LinuxCalls.SetDescriptorFlags, isLent ? 0 : (int)LinuxCalls.CloseOnExec);

    public void Dispose() => handle.Dispose();
}
