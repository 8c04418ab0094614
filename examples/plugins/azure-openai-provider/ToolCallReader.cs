using System.Text;
using OpenAI.Chat;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>Puts the pieces of streamed tool calls together. A call is whole when the answer is.</summary>
internal sealed class ToolCallReader
{
    private readonly SortedDictionary<int, Call> calls = [];

    public void Read(IEnumerable<StreamingChatToolCallUpdate> pieces)
    {
        foreach (StreamingChatToolCallUpdate piece in pieces)
        {
            if (!calls.TryGetValue(piece.Index, out Call? call))
            {
                calls.Add(piece.Index, call = new Call());
            }

            call.Id = piece.ToolCallId is { Length: > 0 } id ? id : call.Id;
            call.Name = piece.FunctionName is { Length: > 0 } name ? name : call.Name;
            call.Arguments.Append(piece.FunctionArgumentsUpdate is { } arguments && !arguments.ToMemory().IsEmpty ? arguments.ToString() : "");
        }
    }

    public IReadOnlyList<ToolCallUpdate> ReadEnd()
    {
        ToolCallUpdate[] whole = [.. calls.Values.Select(call => new ToolCallUpdate(call.Id, call.Name, call.Arguments.Length == 0 ? "{}" : call.Arguments.ToString()))];
        calls.Clear();
        return whole;
    }

    private sealed class Call
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
