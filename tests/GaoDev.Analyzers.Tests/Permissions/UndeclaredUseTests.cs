namespace GaoDev.Analyzers.Tests.Permissions;

/// <summary>What is reported, exactly where, and what is not.</summary>
public class UndeclaredUseTests
{
    [Theory]
    [InlineData("string M() => {|GAO3001:System.IO.File.ReadAllText|}(\"x\");")]
    [InlineData("string M() => {|GAO3001:global::System.IO.File.ReadAllText|}(\"x\");")]
    [InlineData("object M() => new {|GAO3001:System.IO.FileStream|}(\"x\", System.IO.FileMode.Open);")]
    [InlineData("object M() => new {|GAO3001:System.IO.StreamReader|}(\"x\");")]
    [InlineData("string M() => {|GAO3001:System.IO.Path.GetTempFileName|}();")]
    [InlineData("object M() { System.IO.StreamWriter w = {|GAO3001:new(\"x\")|}; return w; }")]
    [InlineData("object M() => {|GAO3001:System.Xml.Linq.XDocument.Load|}(\"x\");")]
    [InlineData("object M() => Context.{|GAO3002:HttpClient|};", "context")]
    [InlineData("object M() => new {|GAO3002:System.Net.Http.HttpClient|}();")]
    [InlineData("object M() => new {|GAO3002:System.Net.Sockets.TcpClient|}();")]
    [InlineData("object M() => {|GAO3002:System.Net.Dns.GetHostName|}();")]
    [InlineData("object? M() => {|GAO3003:System.Diagnostics.Process.Start|}(\"git\");")]
    [InlineData("object? M() => new {|GAO3003:System.Diagnostics.ProcessStartInfo|}(\"git\");")]
    [InlineData("string? M() => {|GAO3004:System.Environment.GetEnvironmentVariable|}(\"X\");")]
    [InlineData("string? M() => {|GAO3004:Environment.ExpandEnvironmentVariables|}(\"X\");")]
    [InlineData("object? M() => {|GAO3005:System.Reflection.Assembly.LoadFrom|}(\"x\");")]
    [InlineData("object? M() => {|GAO3005:Type.GetType|}(\"System.IO.File\");")]
    [InlineData("object? M() => typeof(string).Assembly.{|GAO3005:GetType|}(\"System.IO.File\");", "context")]
    [InlineData("object? M() => {|GAO3005:System.Runtime.Loader.AssemblyLoadContext.Default|};")]
    [InlineData("object? M() => new {|GAO3005:System.Reflection.Emit.DynamicMethod|}(\"x\", null, null);")]
    [InlineData("[{|GAO3006:System.Runtime.InteropServices.DllImport|}(\"c\")] static extern int getpid();")]
    [InlineData("object? M() => {|GAO3006:System.Runtime.InteropServices.NativeLibrary.Load|}(\"x\");")]
    [InlineData("unsafe int M({|GAO3006:int*|} p) => *p;")]
    [InlineData("void M() => {|GAO3009:Console.WriteLine|}(\"x\");")]
    public Task Use_Undeclared_IsReported(string member, string? marker = null)
    {
        // The place of a property that is reached through a value includes the value.
        string marked = marker is null ? member : member.Replace("Context.{|GAO3002:", "{|GAO3002:Context.", StringComparison.Ordinal).Replace("typeof(string).Assembly.{|GAO3005:", "{|GAO3005:typeof(string).Assembly.", StringComparison.Ordinal);
        return PermissionRule.VerifyAsync(PermissionRule.Provider("", marked));
    }

    [Theory]
    [InlineData("string M() => System.IO.Path.Combine(\"a\", \"b\");")]
    [InlineData("object M() => new System.IO.MemoryStream();")]
    [InlineData("object M(System.IO.Stream s) => new System.IO.StreamReader(s);")]
    [InlineData("object M(System.IO.Stream s) { System.IO.StreamReader r = new(s); return r; }")]
    [InlineData("string M() => nameof(System.IO.File);")]
    [InlineData("string M() => nameof(System.IO.File.ReadAllText);")]
    [InlineData("string M() => \"File.ReadAllText\"; // File.ReadAllText")]
    [InlineData("/// <summary><see cref=\"System.IO.File\"/></summary>\n    int M() => 1;")]
    [InlineData("sealed class File { public static string ReadAllText(string x) => x; }\n    string M() => File.ReadAllText(\"x\");")]
    [InlineData("string Process => \"\";\n    string M() => Process;")]
    [InlineData("int Result => 1;\n    int M() => Result;")]
    [InlineData("object M() => GetType();")]
    [InlineData("string M() => Environment.NewLine;")]
    [InlineData("object M() => new System.Net.Http.HttpRequestMessage();")]
    [InlineData("object M() => System.Reflection.Assembly.GetExecutingAssembly().GetName();")]
    [InlineData("async Task M() { await Task.Delay(1); }")]
    [InlineData("object M() => (File: 1, Process: 2);")]
    [InlineData("#if NEVER\n    string M() => System.IO.File.ReadAllText(\"x\");\n#endif")]
    public Task Use_OfWhatIsHarmless_IsNotReported(string member) => PermissionRule.VerifyAsync(PermissionRule.Provider("", member));

    [Theory]
    [InlineData("[FileAccess(FileAccessMode.Read, \"{project}\")]", "string M() => System.IO.File.ReadAllText(\"x\");")]
    [InlineData("[StorageAccess]", "string M() => System.IO.File.ReadAllText(\"x\");")]
    [InlineData("[NetworkAccess(\"a.b\")]", "object M() => context.HttpClient;")]
    [InlineData("[TunnelAccess(\"a.b\")]", "object M() => new System.Net.WebSockets.ClientWebSocket();")]
    [InlineData("[SubprocessAccess(\"git\")]", "object? M() => System.Diagnostics.Process.Start(\"git\");")]
    [InlineData("[EnvironmentAccess(\"X\")]", "string? M() => Environment.GetEnvironmentVariable(\"X\");")]
    [InlineData("[NativeCodeAccess]", "[System.Runtime.InteropServices.DllImport(\"c\")] static extern int getpid();")]
    public Task Use_Declared_IsNotReported(string attribute, string member) => PermissionRule.VerifyAsync(PermissionRule.Provider(attribute, member));

    [Fact]
    public Task Use_InAnotherClass_IsReported() => PermissionRule.VerifyAsync(
        PermissionRule.Provider(""),
        "using System.IO;\nnamespace Contoso;\ninternal static class Other { public static bool M() => {|GAO3001:File.Exists|}(\"x\"); }");

    [Fact]
    public Task Use_DeclaredOnAnotherProvider_IsNotReported() => PermissionRule.VerifyAsync(
        PermissionRule.Provider("[StorageAccess]"),
        PermissionRule.Provider("", "string M() => System.IO.File.ReadAllText(\"x\");").Replace("Contoso", "Fabrikam", StringComparison.Ordinal).Replace("\"contoso\"", "\"fabrikam\"", StringComparison.Ordinal));

    [Fact]
    public Task Use_WhereNoProviderIs_IsNotReported() => PermissionRule.VerifyAsync(
        "using System.IO;\nnamespace Contoso;\ninternal static class Other { public static bool M() => File.Exists(\"x\"); }");

    [Fact]
    public Task Use_WhereTheAttributeHasAGlobalAlias_IsReported() => PermissionRule.VerifyAsync(
        "global using Mine = GaoDev.Providers.ProviderPluginAttribute;",
        PermissionRule.Provider("", "string M() => {|GAO3001:System.IO.File.ReadAllText|}(\"x\");").Replace("[ProviderPlugin(", "[Mine(", StringComparison.Ordinal));

    [Theory]
    [InlineData("string M() => System.IO.{|GAO3001:F\\u0069le|}", ".ReadAllText(\"x\");")]
    [InlineData("string M() => System.IO.{|GAO3001:@File|}", ".ReadAllText(\"x\");")]
    [InlineData("string M() => System.IO.{|GAO3001:Fi\u200Dle|}", ".ReadAllText(\"x\");")]
    public Task Use_InADisguise_IsReported(string before, string after) => PermissionRule.VerifyAsync(PermissionRule.Provider(
        "",
        before.Replace("System.IO.{|GAO3001:", "{|GAO3001:System.IO.", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal) + ".ReadAllText|}" + after.Replace(".ReadAllText", "", StringComparison.Ordinal)));

    // The open gaps of BannedApiAnalyzers: signatures, base classes, usings; and method groups, attributes, typeof.
    [Theory]
    [InlineData("void M({|GAO3003:System.Diagnostics.Process|} p) { }")]
    [InlineData("{|GAO3003:System.Diagnostics.Process|}? F;")]
    [InlineData("{|GAO3003:System.Diagnostics.Process|}? M() => null;")]
    [InlineData("List<{|GAO3003:System.Diagnostics.Process|}> F = [];")]
    [InlineData("abstract class Mine({|GAO3001:Microsoft.Win32.SafeHandles.SafeFileHandle|} h) : {|GAO3001:System.IO.FileStream|}(h, System.IO.FileAccess.Read);")]
    [InlineData("Func<string, string> M() => {|GAO3001:System.IO.File.ReadAllText|};")]
    [InlineData("Type M() => typeof({|GAO3001:System.IO.File|});")]
    [InlineData("void M<T>() where T : {|GAO3003:System.Diagnostics.Process|} { }")]
    [InlineData("bool M(object o) => o is {|GAO3003:System.Diagnostics.Process|};")]
    [InlineData("Func<string, string?> M() => {|GAO3004:Environment.GetEnvironmentVariable|};")]
    public Task Use_WithoutACall_IsReported(string member) => PermissionRule.VerifyAsync(PermissionRule.Provider("", member));

    [Theory]
    [InlineData("using static {|GAO3001:System.IO.File|};")]
    [InlineData("using F = {|GAO3001:System.IO.File|};")]
    [InlineData("global using static {|GAO3003:System.Diagnostics.Process|};")]
    public Task Using_OfAGuardedType_IsReported(string directive) => PermissionRule.VerifyAsync(PermissionRule.Provider(""), directive);

    [Fact]
    public Task Using_OfANamespace_IsNotReported() => PermissionRule.VerifyAsync(PermissionRule.Provider(""), "using System.IO;\nusing System.Diagnostics;");
}
