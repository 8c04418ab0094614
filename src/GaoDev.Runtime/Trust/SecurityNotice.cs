namespace GaoDev.Runtime.Trust;

/// <summary>Something that a person should know before a package is installed. Immutable.</summary>
/// <param name="Kind">What it is about, in a word: <c>vulnerable</c>, <c>deprecated</c>, <c>source</c>, <c>audit</c>.</param>
/// <param name="Package">The package, as <c>id version</c>; or the source.</param>
/// <param name="Text">What is to be known, in one sentence.</param>
internal sealed record SecurityNotice(string Kind, string Package, string Text);
