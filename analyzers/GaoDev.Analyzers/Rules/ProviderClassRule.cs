using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Rules;

/// <summary>One rule about a class with <c>[ProviderPlugin]</c>. Has no state, so one object serves all compilations.</summary>
internal abstract class ProviderClassRule
{
    public abstract DiagnosticDescriptor Descriptor { get; }

    public abstract void Check(ProviderClass provider, Action<Diagnostic> report);
}
