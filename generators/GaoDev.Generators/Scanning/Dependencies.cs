using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Scanning;

/// <summary>
/// What the providers of a project depend on outside of their own trees, as one number: references, namespaces, global
/// usings, and the declarations of every tree that declares a type whose name occurs in a provider's declarations, or
/// in the declarations of such a tree. By names alone, so that nothing is bound: more than is needed, never less.
/// </summary>
internal static class Dependencies
{
    private static readonly ConditionalWeakTable<MetadataReference, object> ReferenceIds = new();
    private static long lastReferenceId;

    public static ulong Compute(Compilation compilation, ImmutableArray<SyntaxTree> trees, ImmutableArray<TreeSketch> sketches, bool[] hasProviders, CancellationToken cancellationToken)
    {
        Fingerprint result = default;
        result.Add((compilation.AssemblyName ?? "").AsSpan());
        foreach (MetadataReference reference in compilation.ExternalReferences)
        {
            result.Add((ulong)(long)ReferenceIds.GetValue(reference, static _ => Interlocked.Increment(ref lastReferenceId)));
        }

        AddNamespaces(ref result, sketches);
        bool[] isShared = FindShared(trees, sketches, hasProviders, cancellationToken);
        for (int i = 0; i < sketches.Length; i++)
        {
            if (isShared[i])
            {
                result.Add(sketches[i].Declarations(trees[i], cancellationToken).Fingerprint);
            }
        }

        return result.Value;
    }

    // A namespace can hide a type of its name.
    private static void AddNamespaces(ref Fingerprint result, ImmutableArray<TreeSketch> sketches)
    {
        HashSet<ulong> seen = [];
        ulong all = 0;
        foreach (TreeSketch sketch in sketches)
        {
            foreach (ulong space in sketch.Namespaces)
            {
                all = seen.Add(space) ? unchecked(all + space) : all;
            }
        }

        result.Add(all);
    }

    private static bool[] FindShared(ImmutableArray<SyntaxTree> trees, ImmutableArray<TreeSketch> sketches, bool[] hasProviders, CancellationToken cancellationToken)
    {
        // A provider's own tree is what its models are kept with, so it counts only where another one speaks of it.
        NameSet mentioned = new();
        NameSet mentionedTwice = new();
        for (int i = 0; i < sketches.Length; i++)
        {
            if (hasProviders[i])
            {
                foreach (ulong name in sketches[i].Declarations(trees[i], cancellationToken).Mentioned)
                {
                    if (!mentioned.Add(name))
                    {
                        mentionedTwice.Add(name);
                    }
                }
            }
        }

        bool[] isShared = new bool[sketches.Length];
        for (bool grew = true; grew;)
        {
            grew = false;
            for (int i = 0; i < sketches.Length; i++)
            {
                if (!isShared[i] && (sketches[i].HasGlobalUsings || (hasProviders[i] ? mentionedTwice : mentioned).ContainsAny(sketches[i].Declared)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    isShared[i] = grew = true;
                    foreach (ulong name in sketches[i].Declarations(trees[i], cancellationToken).Mentioned)
                    {
                        mentioned.Add(name);
                        mentionedTwice.Add(name);
                    }
                }
            }
        }

        return isShared;
    }
}
