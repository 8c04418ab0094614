namespace GaoDev.Runtime.Packages.Lock;

/// <summary>Why a plugin is trusted. Immutable.</summary>
/// <param name="How">What decided: <c>approved</c> where a user was asked.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Binding">What it is for, as <see cref="ApprovalBinding"/> computes it.</param>
internal sealed record TrustRecord(string How, string By, DateTimeOffset At, string Binding = "");
