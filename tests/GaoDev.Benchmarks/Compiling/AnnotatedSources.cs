namespace GaoDev.Benchmarks.Compiling;

/// <summary>The small class that each generator wants to see, numbered, and the types that none wants to see.</summary>
internal static class AnnotatedSources
{
    private const int TypesInAFile = 5;

    /// <summary>Five types without an attribute. The answer is in the body of one method.</summary>
    public static string Unrelated(int file, int answer = 1) =>
        "using System;\nusing System.Collections.Generic;\n\nnamespace Contoso.Unrelated\n{\n" + string.Concat(Enumerable.Range(0, TypesInAFile).Select(type => $$"""
                /// <summary>A type that has nothing to do with providers.</summary>
                public class Unrelated{{file}}_{{type}} : IEquatable<Unrelated{{file}}_{{type}}>
                {
                    private readonly List<int> numbers = new List<int>();

                    public int Value { get; set; }

                    public string Name => "unrelated";

                    public bool Equals(Unrelated{{file}}_{{type}} other) => other != null && other.Value == Value;

                    public int Add(int number)
                    {
                        numbers.Add(number);
                        return numbers.Count + {{(type == TypesInAFile / 2 ? answer : 1)}};
                    }
                }

            """)) + "}\n";

    public static string Provider(int number) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using GaoDev.Permissions;
        using GaoDev.Providers;

        namespace Contoso.Providers;

        [ProviderPlugin("provider-{{number}}", Description = "Models of Contoso", Author = "Contoso", Models = new[] { "large", "small" })]
        [ProviderOption("api_key", Environment = "CONTOSO_API_KEY", Required = true, Secret = true)]
        [NetworkAccess("api.contoso.com", Reason = "calls the model")]
        public sealed partial class Provider{{number}} : IAgentProvider
        {
            public Provider{{number}}(ProviderContext context) => Context = context;

            public ProviderContext Context { get; }

            public bool SupportsTool(string toolName) => false;

            public ValueTask<ProviderValidationResult> ValidateConfigurationAsync(CancellationToken cancellationToken) => new(ProviderValidationResult.Valid);

            public IAsyncEnumerable<AgentUpdate> ExecuteTaskAsync(AgentTask task, CancellationToken cancellationToken) => throw new NotSupportedException(Context.WorkingDirectory);
        }
        """;

    public static string MemoryPack(int number) =>
        $"namespace Contoso.Packed; [MemoryPack.MemoryPackable] public partial class Packed{number} {{ public int Age {{ get; set; }} public string Name {{ get; set; }} = \"\"; }}";

    public static string Tools(int number) => $$"""
        namespace Contoso.Tools;

        [ModelContextProtocol.Server.McpServerToolType]
        public partial class Tools{{number}}
        {
            /// <summary>Says it again.</summary>
            /// <param name="text">What to say.</param>
            [ModelContextProtocol.Server.McpServerTool]
            public static partial string Echo(string text);

            public static partial string Echo(string text) => text;
        }
        """;

    public static string Json(int number) => $$"""
        namespace Contoso.Json;

        public class Data{{number}} { public int Age { get; set; } public string Name { get; set; } = ""; }

        [System.Text.Json.Serialization.JsonSerializable(typeof(Data{{number}}))]
        public partial class Context{{number}} : System.Text.Json.Serialization.JsonSerializerContext;
        """;

    public static string Log(int number) => $$"""
        using Microsoft.Extensions.Logging;
        namespace Contoso.Logs;

        public static partial class Log{{number}}
        {
            [LoggerMessage(EventId = {{number}}, Level = LogLevel.Information, Message = "{Name} is {Age}")]
            public static partial void Said(ILogger logger, string name, int age);
        }
        """;
}
