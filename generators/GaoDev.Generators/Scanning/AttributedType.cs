namespace GaoDev.Generators.Scanning;

/// <summary>A type declaration with attributes: where its identifier starts, and the attributes' simple names as written.</summary>
internal sealed record AttributedType(int Position, string[] Attributes);
