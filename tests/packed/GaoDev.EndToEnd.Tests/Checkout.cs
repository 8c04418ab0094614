using System.Reflection;

namespace GaoDev.EndToEnd.Tests;

/// <summary>Where the sources are.</summary>
internal static class Checkout
{
    public static string Root { get; } = typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "RepositoryRoot").Value!;
}
