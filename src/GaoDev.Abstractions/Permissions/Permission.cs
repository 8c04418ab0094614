namespace GaoDev.Permissions;

/// <summary>One permission that a plugin asks for, as its manifest has it. Immutable, compared by value.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Value">The host, path, pattern or command; empty for kinds that have none.</param>
/// <param name="Reason">Why, in the author's words, or null.</param>
public sealed record Permission(PermissionKind Kind, string Value, string? Reason = null);
