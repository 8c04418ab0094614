using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>Providers as chat clients.</summary>
public static class AgentProviderExtensions
{
    /// <summary>
    /// Makes a chat client that runs each request as a task of the provider. The provider stays the caller's:
    /// disposing the client leaves it alone. Safe for concurrent use.
    /// </summary>
    /// <remarks>
    /// Functions among the tools of a request are offered to the model, where the provider supports them; what it asks for
    /// is answered by the caller, usually by the function invocation of Microsoft.Extensions.AI. A conversation goes along
    /// in its parts, and as one text with a heading for each message for a provider that knows no conversations.
    /// A failure is thrown as the provider's own <see cref="ProviderException"/>.
    /// </remarks>
    /// <param name="provider">The provider; a confined one as well.</param>
    /// <param name="model">Canonical name of the model for requests that name none, or null for the provider's default.</param>
    /// <param name="context">Where tasks run; by default in the current folder, which they may not change.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public static IChatClient AsChatClient(this IAgentProvider provider, string? model = null, AgentContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new ProviderChatClient(provider, model, context ?? new AgentContext(Environment.CurrentDirectory) { AllowDestructiveOperations = false });
    }
}
