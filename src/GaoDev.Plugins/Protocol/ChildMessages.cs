using GaoDev.Providers;
using Microsoft.Extensions.Logging;

namespace GaoDev.Plugins.Protocol;

/// <summary>Answers hello. No byte of the plugin has been read yet.</summary>
/// <param name="Protocol">The version that is spoken from here on.</param>
/// <param name="Contract">The contract that the host has, such as <c>1.0</c>.</param>
/// <param name="Confinement">How the child found itself confined when it looked, or null where it was started without.</param>
internal sealed record ReadyMessage(int Protocol, string Contract, ConfinementMessage? Confinement);

/// <summary>What a confined child found when it tried what it must not be able to do.</summary>
/// <param name="ProcessId">Its id as it sees it itself: 1, since it is the first of its own world.</param>
/// <param name="Capabilities">Every capability that it has in any set.</param>
/// <param name="NoNewPrivileges">Whether a program that it starts could gain any.</param>
/// <param name="SystemCallFilter">The kernel's word for it: 2 where a filter holds.</param>
/// <param name="OpenDenied">Whether files outside of the sandbox, and settings of the kernel, could not be opened.</param>
/// <param name="ConnectDenied">Whether there is no way out to a network.</param>
/// <param name="ForkDenied">Whether no process can be started.</param>
/// <param name="ProgramDenied">Whether no program can be executed.</param>
/// <param name="FoldersAsGranted">Whether each granted path leads to what was judged there.</param>
internal sealed record ConfinementMessage(
    int ProcessId,
    long Capabilities,
    bool NoNewPrivileges,
    int SystemCallFilter,
    bool OpenDenied,
    bool ConnectDenied,
    bool ForkDenied,
    bool ProgramDenied,
    bool FoldersAsGranted);

/// <summary>Answers create: the plugin is loaded and its provider made.</summary>
/// <param name="Models">The backend's name of each model that the provider declares, where it gives one.</param>
internal sealed record CreatedMessage(IReadOnlyDictionary<string, string> Models);

/// <summary>Answers validate. No problems means valid.</summary>
internal sealed record ValidatedMessage(long Id, IReadOnlyList<string> Problems);

/// <summary>Answers a question: a name for a model, yes or no for a tool.</summary>
internal sealed record AnswerMessage(long Id, string? Model, bool? IsSupported);

/// <summary>A piece of the answer's text, or of the reasoning; the frame's type says which.</summary>
internal sealed record PieceMessage(long Id, string Text);

/// <summary>A call of a tool.</summary>
internal sealed record ToolCallMessage(long Id, string CallId, string ToolName, string ArgumentsJson);

/// <summary>What was used, in tokens, and what it cost.</summary>
internal sealed record UsageMessage(long Id, long InputTokens, long OutputTokens, long? CachedInputTokens, long? ReasoningTokens, double? CostInUsd);

/// <summary>Why the answer ended.</summary>
internal sealed record FinishMessage(long Id, FinishReason Reason);

/// <summary>The request is done. A cancelled one is, too, when it has stopped.</summary>
internal sealed record CompletedMessage(long Id);

/// <summary>The request failed. Id 0 stands for create.</summary>
internal sealed record FailedMessage(
    long Id,
    FailureStage Stage,
    ProviderErrorKind Kind,
    string Message,
    string? Remedy,
    long? RetryAfterMilliseconds,
    IReadOnlyDictionary<string, string> Details);

/// <summary>Where a failure happened.</summary>
internal enum FailureStage
{
    /// <summary>The plugin's files or its entry type.</summary>
    Load,

    /// <summary>The provider's constructor.</summary>
    Create,

    /// <summary>A request to the provider.</summary>
    Run,
}

/// <summary>Something for the log of the parent.</summary>
internal sealed record LogMessage(LogLevel Level, string Message);
