namespace GaoDev.Analyzers.Tests.Permissions;

public class HostTests
{
    private const string Option = "[ProviderOption(\"endpoint\", Type = ProviderOptionType.Uri, Default = \"https://api.contoso.com/v1\")]";

    [Theory]
    [InlineData("a.b", "context.HttpClient.GetAsync({|GAO3010:\"https://c.d/x\"|})")]
    [InlineData("a.b", "context.HttpClient.GetAsync(new Uri({|GAO3010:\"https://c.d/x\"|}))")]
    [InlineData("a.b", "context.HttpClient.SendAsync(new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, {|GAO3010:\"https://c.d/x\"|}))")]
    [InlineData("*.b.c", "context.HttpClient.GetAsync({|GAO3010:\"https://b.c/x\"|})")]
    [InlineData("a.b", "context.HttpClient.GetAsync({|GAO3010:\"https://a.b:8443/\"|})")]
    [InlineData("a.b:8443", "context.HttpClient.GetAsync({|GAO3010:\"https://a.b/\"|})")]
    [InlineData("{endpoint}", "context.HttpClient.GetAsync({|GAO3010:\"https://evil.example/\"|})")]
    [InlineData("a.b", "context.HttpClient.GetAsync({|GAO3010:Address|})")]
    public Task LiteralHost_OutsideTheDeclared_IsReported(string host, string expression) => PermissionRule.VerifyAsync(Source(host, expression));

    [Theory]
    [InlineData("a.b", "context.HttpClient.GetAsync(\"https://a.b/x\")")]
    [InlineData("a.b", "context.HttpClient.GetAsync(\"https://A.B/x\")")]
    [InlineData("*.b.c", "context.HttpClient.GetAsync(\"https://x.y.b.c/x\")")]
    [InlineData("a.b:8443", "context.HttpClient.GetAsync(\"https://a.b:8443/\")")]
    [InlineData("{endpoint}", "context.HttpClient.GetAsync(\"https://api.contoso.com/v2\")")]
    [InlineData("{endpoint}", "context.HttpClient.GetAsync(context.Configuration.GetUri(\"endpoint\"))")]
    [InlineData("a.b", "context.HttpClient.GetAsync(\"/relative\")")]
    [InlineData("localhost:8080", "context.HttpClient.GetAsync(\"http://localhost:8080/x\")")]
    [InlineData("a.b", "Task.FromResult((object)(\"see https://docs.example/\", context.HttpClient))")]
    public Task LiteralHost_WithinTheDeclared_IsNotReported(string host, string expression) => PermissionRule.VerifyAsync(Source(host, expression));

    private static string Source(string host, string expression) => PermissionRule.Provider(
        $"{Option}\n[NetworkAccess(\"{host}\")]",
        $"private const string Address = \"https://c.d/x\";\n    object M() => {expression};");
}
