using GaoDev.CodeFixes.Rules;
using Microsoft.CodeAnalysis;

namespace GaoDev.Analyzers.Tests.Permissions;

public class UnusedPermissionTests
{
    [Theory]
    [InlineData("NetworkAccess(\"a.b\")")]
    [InlineData("FileAccess(FileAccessMode.Read, \"{project}\")")]
    [InlineData("StorageAccess(Reason = \"cache\")")]
    [InlineData("EnvironmentAccess(\"X\")")]
    [InlineData("SubprocessAccess(\"git\")")]
    [InlineData("NativeCodeAccess")]
    public Task Permission_ThatNothingUses_IsReported(string attribute) => PermissionRule.VerifyAsync(PermissionRule.Provider($"[{{|GAO3007:{attribute}|}}]"));

    [Fact]
    public Task Permission_ThatADependencyUses_IsNotReported() => PermissionRule.VerifyAsync(
        [MetadataReference.CreateFromFile(typeof(Xunit.Assert).Assembly.Location), MetadataReference.CreateFromFile(typeof(CSharpCompilationLocation).Assembly.Location)],
        PermissionRule.Provider("[FileAccess(FileAccessMode.Read, \"{project}\")]"));

    [Fact]
    public Task Fix_OneOfTwo_RemovesIt() => PermissionRule.VerifyFixAsync<RemovePermissionFix>(
        PermissionRule.Provider("[{|GAO3007:EnvironmentAccess(\"X\")|}, StorageAccess]", "bool M() => System.IO.File.Exists(\"x\");"),
        PermissionRule.Provider("[StorageAccess]", "bool M() => System.IO.File.Exists(\"x\");"));

    [Fact]
    public Task Fix_ListOfItsOwn_RemovesTheLine() => PermissionRule.VerifyFixAsync<RemovePermissionFix>(
        PermissionRule.Provider("[{|GAO3007:EnvironmentAccess(\"X\")|}]\n[StorageAccess]", "bool M() => System.IO.File.Exists(\"x\");"),
        PermissionRule.Provider("[StorageAccess]", "bool M() => System.IO.File.Exists(\"x\");"));

    // Stands for any assembly that reads files: this one does.
    private sealed class CSharpCompilationLocation
    {
        public static bool Read(string path) => File.Exists(path);
    }
}
