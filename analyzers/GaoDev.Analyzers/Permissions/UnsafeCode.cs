using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GaoDev.Analyzers.Permissions;

/// <summary>Pointers and fixed buffers, by the types that they are written with. Looked for only where a project allows them.</summary>
internal static class UnsafeCode
{
    private static readonly GuardedApi Pointer = new(GuardedCapability.NativeCode, "pointer", null, null);

    public static IEnumerable<ApiUse> Find(CompilationUnitSyntax root, Compilation compilation) =>
        compilation.Options is not CSharpCompilationOptions { AllowUnsafe: true }
            ? []
            : root.DescendantNodes()
                .Where(static node => node is PointerTypeSyntax or FunctionPointerTypeSyntax)
                .Select(static node => new ApiUse(Pointer, node.ToString(), node.GetLocation(), null));
}
