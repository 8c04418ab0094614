using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Permissions;

public class DeclarePermissionFixTests
{
    [Theory]
    [InlineData("bool M() => {|GAO3001:System.IO.File.Exists|}(\"x\");", "[FileAccess(FileAccessMode.Write, \"{project}\")]")]
    [InlineData("object M() => {|GAO3002:context.HttpClient|};", "[NetworkAccess(\"{endpoint}\")]")]
    [InlineData("object? M() => {|GAO3003:System.Diagnostics.Process.Start|}(\"git\");", "[SubprocessAccess(\"git\")]")]
    [InlineData("object? M() => {|GAO3004:Environment.GetEnvironmentVariable|}(\"HOME\");", "[EnvironmentAccess(\"HOME\")]")]
    [InlineData("[{|GAO3006:System.Runtime.InteropServices.DllImport|}(\"c\")] static extern int getpid();", "[NativeCodeAccess]")]
    public Task Use_Undeclared_IsDeclared(string member, string attribute)
    {
        const string Option = "[ProviderOption(\"endpoint\", Type = ProviderOptionType.Uri)]";
        int start = member.IndexOf("{|", StringComparison.Ordinal);
        string plain = member.Remove(start, "{|GAO3001:".Length).Replace("|}", "", StringComparison.Ordinal);
        return PermissionRule.VerifyFixAsync<DeclarePermissionFix>(PermissionRule.Provider(Option, member), PermissionRule.Provider(Option + "\n" + attribute, plain));
    }

    [Fact]
    public Task Host_NotDeclared_IsDeclared()
    {
        const string Member = "object M() => context.HttpClient.GetAsync({|GAO3010:\"https://c.d:81/x\"|});";
        return PermissionRule.VerifyFixAsync<DeclarePermissionFix>(
            PermissionRule.Provider("[NetworkAccess(\"a.b\")]", Member),
            PermissionRule.Provider("[NetworkAccess(\"a.b\")]\n[NetworkAccess(\"c.d:81\")]", Member.Replace("{|GAO3010:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)));
    }

    [Fact]
    public Task Use_InAnotherFile_IsDeclaredOnTheProvider() => PermissionRule.VerifyFixAsync<DeclarePermissionFix>(
        PermissionRule.Provider("[ProviderOption(\"x\")]"),
        PermissionRule.Provider("[ProviderOption(\"x\")]\n[FileAccess(FileAccessMode.Write, \"{project}\")]"),
        extra: "namespace Contoso;\ninternal static class Other { public static bool M() => {|GAO3001:System.IO.File.Exists|}(\"x\"); }");

    [Fact]
    public Task DynamicCode_Never_HasAFix() => PermissionRule.VerifyNoFixAsync<DeclarePermissionFix>(PermissionRule.Provider("", "object? M() => {|GAO3005:Type.GetType|}(\"x\");"));
}
