using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaoDev.Plugins.Egress;

/// <summary>How the messages to and from the broker are written and read, as strictly as those of the protocol.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 4)]
[JsonSerializable(typeof(EgressRequestMessage))]
[JsonSerializable(typeof(EgressTunnelMessage))]
[JsonSerializable(typeof(EgressResponseMessage))]
[JsonSerializable(typeof(EgressFailureMessage))]
internal sealed partial class EgressJson : JsonSerializerContext;
