using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GaoDev.Host.Channel;

/// <summary>
/// The two pipes to the parent, moved away from descriptors 0 and 1 before anything else runs. Whatever prints, from
/// Console or from native code, then prints to standard error, and whatever reads finds nothing.
/// </summary>
internal sealed class HostChannel : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int FirstFreeDescriptor = 3;

    private HostChannel(Stream input, Stream output)
    {
        Input = input;
        Output = output;
    }

    public Stream Input { get; }

    public Stream Output { get; }

    /// <exception cref="IOException">Standard input or output is not a pipe, so no parent started this process.</exception>
    [SupportedOSPlatform("linux")]
    public static HostChannel Take()
    {
        Stream input = new AnonymousPipeClientStream(PipeDirection.In, Move(StandardInput));
        Stream output = new AnonymousPipeClientStream(PipeDirection.Out, Move(StandardOutput));
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        Check(NativeMethods.Dup2((int)nothing.DangerousGetHandle(), StandardInput));
        Check(NativeMethods.Dup2(StandardError, StandardOutput));
        return new HostChannel(input, output);
    }

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }

    // Closed when a program is executed: what a plugin starts must neither hold the channel open nor speak on it.
    private static SafePipeHandle Move(int descriptor) =>
        new(Check(NativeMethods.Fcntl(descriptor, NativeMethods.DuplicateCloseOnExec, FirstFreeDescriptor)), ownsHandle: true);

    private static int Check(int result) =>
        result >= 0 ? result : throw new IOException("The channel to the parent cannot be set up.", new Win32Exception(Marshal.GetLastPInvokeError()));
}
