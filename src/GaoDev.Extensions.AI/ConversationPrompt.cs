using System.Text;
using GaoDev.Providers;

namespace GaoDev.Extensions.AI;

/// <summary>A conversation as the one text that every provider takes.</summary>
internal static class ConversationPrompt
{
    public static string Write(IReadOnlyList<AgentMessage> conversation)
    {
        if (conversation is [{ Role: AgentRole.User } only])
        {
            return only.Text;
        }

        StringBuilder prompt = new();
        foreach (AgentMessage message in conversation)
        {
            string calls = string.Join('\n', message.ToolCalls.Select(static call => $"[calls {call.ToolName} with {call.ArgumentsJson}]"));
            string text = calls.Length == 0 ? message.Text : message.Text.Length == 0 ? calls : $"{message.Text}\n{calls}";
            prompt.Append(prompt.Length == 0 ? "" : "\n\n").Append(NameRole(message.Role)).Append(":\n").Append(text);
        }

        return prompt.ToString();
    }

    private static string NameRole(AgentRole role) => role == AgentRole.System ? "Instructions" : role.ToString();
}
