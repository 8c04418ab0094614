using GaoDev.Plugins;
using GaoDev.Providers;

[assembly: ProviderManifest("1.0", "Fixtures.Hostile.HostilePlugin", """{"name":"hostile","version":"0.0.1"}""")]

namespace Fixtures.Hostile;

/// <summary>Tries to do what a plugin must not be able to do.</summary>
public sealed class HostilePlugin : BaseProviderPlugin
{
    public override string Name => "hostile";

    public override string Version => "0.0.1";

    public override Type GetProviderType() => typeof(HostileProvider);

    public override ProviderMetadata GetMetadata() => new() { Name = "hostile", Version = "0.0.1" };

    public override IAgentProvider CreateProvider(ProviderContext context)
    {
        // Before anyone asked it for anything.
        if (context.Configuration.GetString("load")?.Split(':') is [var attack, var argument])
        {
            _ = attack == "stderr" ? Resources.Print(argument) : Resources.Attack(attack, argument);
            Thread.Sleep(Timeout.Infinite);
        }

        return new HostileProvider(context);
    }
}
