using System.Text;
using GaoDev.Providers;

namespace GaoDev.Testing.Checks;

internal sealed class TakesAnyText() : ConformanceCheck("It takes a prompt of 200,000 characters in every script, and its text is well-formed")
{
    private const int Length = 200_000;
    private const string Scripts = "Grüße, 你好, здравствуйте, שלום, नमस्ते, 👩‍👩‍👧‍👦 \u0000\u0007 \"\\ </script> {0} %s\r\n";

    internal override async Task<string?> FindFaultAsync(ConformanceSuite suite, CancellationToken cancellationToken)
    {
        AgentTask task = suite.NewTask();
        StringBuilder prompt = new(task.Prompt);
        while (prompt.Length < Length)
        {
            prompt.Append('\n').Append(Scripts);
        }

        IAgentProvider provider = await suite.CreateAsync(cancellationToken).ConfigureAwait(false);
        await using (provider.ConfigureAwait(false))
        {
            await provider.InitializeAsync(cancellationToken).ConfigureAwait(false);
            StringBuilder answer = new();
            try
            {
                await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task with { Prompt = prompt.ToString() }, cancellationToken).ConfigureAwait(false))
                {
                    answer.Append((update as TextUpdate)?.Text);
                }
            }
            catch (ProviderException)
            {
                // A backend may find it too long; that is its right, and this is how it is said.
                return null;
            }

            return FindLoneSurrogate(answer) is { } position ? $"Its text has half a character at position {position}." : null;
        }
    }

    private static int? FindLoneSurrogate(StringBuilder text)
    {
        string whole = text.ToString();
        for (int i = 0; i < whole.Length; i++)
        {
            if (char.IsHighSurrogate(whole[i]) && i + 1 < whole.Length && char.IsLowSurrogate(whole[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(whole[i]))
            {
                return i;
            }
        }

        return null;
    }
}
