using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace GaoDev.Generators.Tests.Pipeline;

/// <summary>What a run did with each tracked step.</summary>
internal static class StepReasons
{
    /// <summary>The outputs of a step that were made anew or differ, in the order of the run.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Changed(this GeneratorRunResult result, string step) =>
        [.. Reasons(result.TrackedSteps[step]).Where(static reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))];

    public static IEnumerable<IncrementalStepRunReason> Outputs(this GeneratorRunResult result) =>
        result.TrackedOutputSteps.Values.SelectMany(static steps => Reasons(steps));

    /// <summary>Everything that can be reached from what our own steps handed on.</summary>
    public static IEnumerable<object> Reachable(this GeneratorRunResult result, IEnumerable<string> steps)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> open = new(steps.Where(result.TrackedSteps.ContainsKey)
            .SelectMany(step => result.TrackedSteps[step])
            .SelectMany(static step => step.Outputs)
            .Select(static output => (object?)output.Value));
        while (open.Count > 0)
        {
            if (open.Pop() is not { } value || !seen.Add(value))
            {
                continue;
            }

            yield return value;
            if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is Pointer)
            {
                continue;
            }

            if (value is Array array)
            {
                foreach (object? element in array)
                {
                    open.Push(element);
                }
            }

            for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    open.Push(field.GetValue(value));
                }
            }
        }
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(ImmutableArray<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason);
}
