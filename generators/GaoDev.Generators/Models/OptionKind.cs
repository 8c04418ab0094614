namespace GaoDev.Generators.Models;

/// <summary>The values of the contract's <c>ProviderOptionType</c>, in its order.</summary>
internal enum OptionKind
{
    String,
    Integer,
    Number,
    Boolean,
    Uri,
}
