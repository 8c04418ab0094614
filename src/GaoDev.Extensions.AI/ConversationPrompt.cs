using System.Text;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>A conversation as the one text that a task has.</summary>
internal static class ConversationPrompt
{
    public static string Write(IReadOnlyList<ChatMessage> messages, string? instructions)
    {
        if (messages is [{ } only] && only.Role == ChatRole.User && string.IsNullOrEmpty(instructions))
        {
            return only.Text;
        }

        StringBuilder prompt = new();
        if (!string.IsNullOrEmpty(instructions))
        {
            Append("Instructions", instructions);
        }

        foreach (ChatMessage message in messages)
        {
            Append(NameRole(message.Role), message.Text);
        }

        return prompt.ToString();

        void Append(string heading, string text) =>
            prompt.Append(prompt.Length == 0 ? "" : "\n\n").Append(heading).Append(":\n").Append(text);
    }

    private static string NameRole(ChatRole role) =>
        role == ChatRole.System ? "Instructions"
        : role == ChatRole.User ? "User"
        : role == ChatRole.Assistant ? "Assistant"
        : role == ChatRole.Tool ? "Tool"
        : role.Value;
}
