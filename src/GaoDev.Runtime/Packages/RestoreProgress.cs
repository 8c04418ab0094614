namespace GaoDev.Runtime.Packages;

/// <summary>One step of an installation that is under way. Reported from several threads.</summary>
/// <param name="Step">What was done.</param>
/// <param name="Package">The package it was done to, as <c>id version</c>.</param>
/// <param name="Bytes">The package's size, in bytes.</param>
internal sealed record RestoreProgress(RestoreStep Step, string Package, long Bytes);
