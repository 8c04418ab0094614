namespace GaoDev.Testing.Tests.Faults;

internal sealed class TakesAnyModel : SoundProvider
{
    public override string TranslateModelName(string canonicalName) => canonicalName;
}
