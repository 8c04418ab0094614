using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>Finish reasons in the terms of either side.</summary>
internal static class FinishReasons
{
    private static readonly (FinishReason Ours, ChatFinishReason Theirs)[] Pairs =
    [
        (FinishReason.Stop, ChatFinishReason.Stop),
        (FinishReason.Length, ChatFinishReason.Length),
        (FinishReason.ToolCalls, ChatFinishReason.ToolCalls),
        (FinishReason.ContentFilter, ChatFinishReason.ContentFilter),
        (FinishReason.Other, new ChatFinishReason("other")),
    ];

    public static FinishReason FromChat(ChatFinishReason reason)
    {
        foreach ((FinishReason ours, ChatFinishReason theirs) in Pairs)
        {
            if (theirs == reason)
            {
                return ours;
            }
        }

        return FinishReason.Other;
    }

    public static ChatFinishReason ToChat(FinishReason reason) => Array.Find(Pairs, pair => pair.Ours == reason).Theirs;
}
