using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Plugins.Protocol;

/// <summary>
/// How messages are written and read. Strict: a member that is unknown, missing or there twice makes the message
/// invalid.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = ProtocolLimits.MaximumDepth,
    Converters = [
        typeof(PieceConverter),
        typeof(StrictEnumConverter<ActivityKind>),
        typeof(StrictEnumConverter<AgentRole>),
        typeof(StrictEnumConverter<FailureStage>),
        typeof(StrictEnumConverter<FinishReason>),
        typeof(StrictEnumConverter<LogLevel>),
        typeof(StrictEnumConverter<ProviderErrorKind>)])]
[JsonSerializable(typeof(HelloMessage))]
[JsonSerializable(typeof(CreateMessage))]
[JsonSerializable(typeof(InitializeMessage))]
[JsonSerializable(typeof(ValidateMessage))]
[JsonSerializable(typeof(ExecuteMessage))]
[JsonSerializable(typeof(TranslateModelMessage))]
[JsonSerializable(typeof(SupportsToolMessage))]
[JsonSerializable(typeof(CancelMessage))]
[JsonSerializable(typeof(CreditMessage))]
[JsonSerializable(typeof(ShutdownMessage))]
[JsonSerializable(typeof(ReadyMessage))]
[JsonSerializable(typeof(CreatedMessage))]
[JsonSerializable(typeof(ValidatedMessage))]
[JsonSerializable(typeof(AnswerMessage))]
[JsonSerializable(typeof(PieceMessage))]
[JsonSerializable(typeof(ToolCallMessage))]
[JsonSerializable(typeof(UsageMessage))]
[JsonSerializable(typeof(FinishMessage))]
[JsonSerializable(typeof(CompletedMessage))]
[JsonSerializable(typeof(FailedMessage))]
[JsonSerializable(typeof(LogMessage))]
[JsonSerializable(typeof(SpansMessage))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
