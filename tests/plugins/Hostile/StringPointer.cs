using System.Runtime.InteropServices;

namespace Fixtures.Hostile;

internal sealed class StringPointer(string text) : IDisposable
{
    public nint Address { get; } = Marshal.StringToHGlobalAnsi(text);

    public void Dispose() => Marshal.FreeHGlobal(Address);
}
