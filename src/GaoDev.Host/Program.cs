using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GaoDev.Host.Channel;
using GaoDev.Host.Confinement;
using GaoDev.Host.Session;
using GaoDev.Plugins.Confinement;
using GaoDev.Plugins.Protocol;

namespace GaoDev.Host;

/// <summary>
/// The process that runs one plugin. The parent starts it with a pipe on standard input and one on standard output;
/// docs/protocol.md describes what goes over them.
/// </summary>
internal static class Program
{
    private const int Done = 0;
    private const int ProtocolError = 2;
    private const int NotStartedByParent = 3;

    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(2);

    [RequiresUnreferencedCode("Loads plugins.")]
    private static async Task<int> Main(string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("GaoDev.Host runs plugins on Linux only.").ConfigureAwait(false);
            return NotStartedByParent;
        }

        HostChannel channel;
        ConfinementMessage? confinement = null;
        try
        {
            InheritedDescriptors.Close();
            channel = HostChannel.Take();
            ParentTie.Establish();
            if (HostLimitArguments.Parse(arguments) is { } limits)
            {
                HostConfinement.Enter(limits);
                confinement = ConfinementProbe.Run(limits.Pins);
            }
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"GaoDev.Host is started by gao-dev, not by hand: {exception.Message} {exception.InnerException?.Message}").ConfigureAwait(false);
            return NotStartedByParent;
        }

        int code = await ServeAsync(channel, confinement).ConfigureAwait(false);

        // Main's return would wait for the plugin's foreground threads.
        Environment.Exit(code);
        return code;
    }

    [RequiresUnreferencedCode("Loads plugins.")]
    private static async Task<int> ServeAsync(HostChannel channel, ConfinementMessage? confinement)
    {
        using HostChannel streams = channel;
        using FrameReader reader = new(streams.Input, ProtocolLimits.MaximumParentFrame);
        using FrameWriter writer = new(streams.Output, ProtocolLimits.MaximumChildFrame);
        HostSession session = new(reader, writer, confinement);
        await using ConfiguredAsyncDisposable closing = session.ConfigureAwait(false);
        int code = await ConverseAsync(session).ConfigureAwait(false);

        // Whatever a plugin does when it is disposed, on its threads and in its exit handlers, it gets this long.
        ParentTie.ExitAfter(ExitDeadline, code);
        return code;
    }

    [RequiresUnreferencedCode("Loads plugins.")]
    private static async Task<int> ConverseAsync(HostSession session)
    {
        try
        {
            await session.RunAsync().ConfigureAwait(false);
            return Done;
        }
        catch (ProtocolException exception)
        {
            await Console.Error.WriteLineAsync($"GaoDev.Host: {exception.Message}").ConfigureAwait(false);
            return ProtocolError;
        }
        catch (IOException)
        {
            // The parent went away, in the middle of a frame or before it took an answer.
            return Done;
        }
    }
}
