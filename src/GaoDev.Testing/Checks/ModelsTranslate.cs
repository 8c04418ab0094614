using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class ModelsTranslate() : ConformanceCheck("It translates the models that it names, and refuses others")
{
    private const string Unknown = "no-provider-has-this-model";

    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        await using IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        foreach (string model in provider.SupportedModels)
        {
            if (string.IsNullOrEmpty(provider.TranslateModelName(model)))
            {
                return $"It translates its model '{model}' to nothing.";
            }
        }

        if (provider.SupportedModels.Count == 0)
        {
            return null;
        }

        try
        {
            return $"It has no model '{Unknown}' and translates it to '{provider.TranslateModelName(Unknown)}' instead of throwing ModelNotFoundException.";
        }
        catch (ModelNotFoundException)
        {
            return null;
        }
    }
}
