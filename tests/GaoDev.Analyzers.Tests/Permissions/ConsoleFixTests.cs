using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Permissions;

public class ConsoleFixTests
{
    private const string Using = "using Microsoft.Extensions.Logging;\n";

    [Theory]
    [InlineData("{|GAO3009:Console.WriteLine|}(\"x\");", "Context.Logger.LogInformation(\"x\");")]
    [InlineData("{|GAO3009:Console.Write|}(DateTime.Now);", "Context.Logger.LogInformation(\"{Line}\", DateTime.Now);")]
    [InlineData("{|GAO3009:Console.Error|}.WriteLine(\"x\");", "Context.Logger.LogError(\"x\");")]
    public Task Line_ToTheConsole_GoesToTheLogger(string written, string logged) => PermissionRule.VerifyFixAsync<ConsoleFix>(
        Using + PermissionRule.Provider("", $"void M() {{ {written} }}"),
        Using + PermissionRule.Provider("", $"void M() {{ {logged} }}"));

    [Theory]
    [InlineData("string? M() => {|GAO3009:Console.ReadLine|}();")]
    [InlineData("static void M() { {|GAO3009:Console.WriteLine|}(\"x\"); }")]
    public Task Console_WithoutALoggerInItsPlace_HasNoFix(string member) => PermissionRule.VerifyNoFixAsync<ConsoleFix>(PermissionRule.Provider("", member));
}
