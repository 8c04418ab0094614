namespace GaoDev.Testing.Tests.Faults;

internal sealed class BadlyNamed : SoundProvider
{
    public override string Name => "Badly Named";
}
