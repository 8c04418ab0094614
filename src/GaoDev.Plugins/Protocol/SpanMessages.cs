using System.Diagnostics;

namespace GaoDev.Plugins.Protocol;

/// <summary>What a plugin traced during a task. Comes once, before the task's answer ends, and only where it was asked for.</summary>
/// <param name="Id">The task's request.</param>
/// <param name="Spans">Each after its parent.</param>
internal sealed record SpansMessage(long Id, IReadOnlyList<SpanMessage> Spans);

/// <summary>A span.</summary>
/// <param name="Id">Names it among the spans of its message.</param>
/// <param name="Parent">The span of the message that it lies in, or null where it lies in the application's.</param>
/// <param name="Name">What was done.</param>
/// <param name="Kind">On which side of a call.</param>
/// <param name="Failed">Whether it failed.</param>
/// <param name="StartTicks">When it began, in ticks of UTC.</param>
/// <param name="DurationTicks">How long it took, in ticks.</param>
/// <param name="Attributes">What <see cref="SpanAttributes"/> allows.</param>
internal sealed record SpanMessage(
    string Id, string? Parent, string Name, ActivityKind Kind, bool Failed, long StartTicks, long DurationTicks, IReadOnlyList<SpanAttributeMessage> Attributes);

/// <summary>An attribute of a span: text or a whole number.</summary>
internal sealed record SpanAttributeMessage(string Name, string? Text, long? Number);
