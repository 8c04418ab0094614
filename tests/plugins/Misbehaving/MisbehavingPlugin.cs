using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.Misbehaving.MisbehavingPlugin", """{"name":"misbehaving","version":"0.0.1"}""")]

namespace Fixtures.Misbehaving;

/// <summary>Does what it must not, where its configuration or a prompt asks for it.</summary>
public sealed class MisbehavingPlugin : BaseProviderPlugin
{
    // What a plugin is told before there is a configuration comes from its environment.
    private static readonly string Wanted = Environment.GetEnvironmentVariable("MISBEHAVE") ?? "";

    public override string Name => Wanted == "name" ? "somebody-else" : "misbehaving";

    public override string Version => "0.0.1";

    public override Type GetProviderType() => typeof(MisbehavingProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = "misbehaving", Version = "0.0.1" };

    public override ValueTask OnLoadedAsync(CancellationToken cancellationToken)
    {
        switch (Wanted)
        {
            case "load-throw":
                throw new InvalidOperationException("cannot be loaded today");
            case "load-hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "load-exit":
                Console.Error.WriteLine("leaving while loading");
                Environment.Exit(3);
                break;
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask OnUnloadedAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("MARKER") is { } file)
        {
            File.AppendAllText(file, "unloaded\n");
        }

        return ValueTask.CompletedTask;
    }

    public override IAgentProvider CreateProvider(ProviderContext context) => context.Configuration.GetString("constructor") switch
    {
        "throw" => throw new InvalidOperationException("no provider today"),
        "configuration" => throw new ProviderConfigurationException("The option 'endpoint' is not set.") { OptionName = "endpoint" },
        "null" => null!,
        _ => new MisbehavingProvider(context),
    };
}

/// <summary>Not a plugin.</summary>
public sealed class NotAPlugin;

internal sealed class HiddenPlugin;
