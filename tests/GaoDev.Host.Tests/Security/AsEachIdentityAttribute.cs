using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace GaoDev.Host.Tests.Security;

/// <summary>A case for each identity that whoever runs the tests can take on: root both, an ordinary user its own.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AsEachIdentityAttribute(params object[] arguments) : DataAttribute
{
    /// <summary>The arguments that follow the identity.</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
        [.. SecurityLab.Identities.Select(identity => new TheoryDataRow([identity, .. Arguments]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
