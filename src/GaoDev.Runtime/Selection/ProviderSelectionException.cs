using GaoDev.Providers;

namespace GaoDev.Runtime;

/// <summary>No provider of a chain could be used. <see cref="Failures"/> says why of each, in order.</summary>
public sealed class ProviderSelectionException : ProviderException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="failures">What each provider failed with.</param>
    public ProviderSelectionException(string message, IReadOnlyList<ProviderException> failures)
        : base(failures is [.., { } last] ? last.Kind : ProviderErrorKind.Configuration, message, null, failures is [.., { } cause] ? cause : null) => Failures = failures;

    /// <summary>What each provider failed with, in the order in which they were asked.</summary>
    public IReadOnlyList<ProviderException> Failures { get; }
}
