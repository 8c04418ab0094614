using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Permissions;

public class SuppressionTests
{
    [Fact]
    public Task Pragma_OfAPermissionRule_IsReported() => PermissionRule.VerifyAsync(PermissionRule.Provider("", "#pragma warning disable {|GAO3008:GAO3001|}\n    string M() => System.IO.File.ReadAllText(\"x\");"));

    [Fact]
    public Task Pragma_OfEverythingBeforeAUse_IsReported() => PermissionRule.VerifyAsync(PermissionRule.Provider("", "{|GAO3008:#pragma warning disable|}\n    string M() => System.IO.File.ReadAllText(\"x\");"));

    [Fact]
    public Task Pragma_OfTheReportToo_IsReported() => PermissionRule.VerifyAsync(PermissionRule.Provider("", "#pragma warning disable GAO3008, {|GAO3008:GAO3001|}\n    string M() => System.IO.File.ReadAllText(\"x\");"));

    [Fact]
    public Task Pragma_OfOtherRules_IsNotReported() => PermissionRule.VerifyAsync(PermissionRule.Provider("", "#pragma warning disable CS1591, GAO3009\n    void M() => Console.WriteLine();"));

    [Fact]
    public Task Pragma_OfEverythingWhereNothingIs_IsNotReported() => PermissionRule.VerifyAsync(PermissionRule.Provider("", "#pragma warning disable\n    int M() => 1;"));

    [Fact]
    public Task Attribute_OfAPermissionRule_IsReported() => PermissionRule.VerifyAsync(PermissionRule.Provider(
        "", "[{|GAO3008:System.Diagnostics.CodeAnalysis.SuppressMessage(\"GaoDev.Permissions\", \"GAO3001:File access\")|}]\n    string M() => System.IO.File.ReadAllText(\"x\");"));

    [Fact]
    public Task Fix_Pragma_RemovesIt() => PermissionRule.VerifyFixAsync<RemovePermissionFix>(
        PermissionRule.Provider("[StorageAccess]", "#pragma warning disable {|GAO3008:GAO3001|}\n    string M() => System.IO.File.ReadAllText(\"x\");"),
        PermissionRule.Provider("[StorageAccess]", "string M() => System.IO.File.ReadAllText(\"x\");"));
}
