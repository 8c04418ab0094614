using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class KeepsSecrets() : ConformanceCheck("It tells no secret: not in the log, not in an answer, not in what it finds wrong")
{
    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        List<string> said = [];
        IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            ProviderValidationResult result = await provider.ValidateConfigurationAsync(cancellationToken).ConfigureAwait(false);
            said.AddRange(result.Problems);
            await foreach (AgentUpdate update in provider.ExecuteTaskAsync(suite.NewTask(), cancellationToken).ConfigureAwait(false))
            {
                said.Add(update.ToString());
            }

            said.Add(provider.ToString() ?? "");
        }

        return said.Select(suite.FindSecret).FirstOrDefault(name => name is not null) is { } told ? $"The secret '{told}' is in what it says."
            : suite.LoggedSecret is { } logged ? $"The secret '{logged}' is in its log."
            : null;
    }
}
