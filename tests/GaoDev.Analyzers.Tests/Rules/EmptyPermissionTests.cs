namespace GaoDev.Analyzers.Tests.Rules;

public class EmptyPermissionTests
{
    [Theory]
    [InlineData("NetworkAccess(\"\")")]
    [InlineData("NetworkAccess(null!, Reason = \"r\")")]
    [InlineData("FileAccess(FileAccessMode.Read, \"\")")]
    [InlineData("EnvironmentAccess(\"\")")]
    [InlineData("SubprocessAccess(\"\")")]
    public Task Permission_ForNothing_IsReported(string permission) => Rule.VerifyAsync(Source($"{{|GAO2009:{permission}|}}"));

    [Theory]
    [InlineData("NetworkAccess(\"contoso.com\")")]
    [InlineData("FileAccess(FileAccessMode.Write, \"{project}\")")]
    [InlineData("NativeCodeAccess")]
    [InlineData("StorageAccess(Reason = \"keeps a cache\")")]
    public Task Permission_ForSomething_IsNotReported(string permission) => Rule.VerifyAsync(Source(permission));

    private static string Source(string permission) =>
        $$"""
        namespace Contoso;

        [ProviderPlugin("a"), {{permission}}]
        public sealed class P : IAgentProvider
        {
            public string Name => "a";
            public string Version => "1.0.0";
            public IReadOnlyList<string> SupportedModels => [];
            {{Rule.Members}}
        }
        """;
}
