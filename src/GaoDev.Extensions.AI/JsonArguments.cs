using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GaoDev.Providers;
using Microsoft.Extensions.AI;

namespace GaoDev.Extensions.AI;

/// <summary>A call's arguments and a tool's result, as JSON text and as objects.</summary>
internal static class JsonArguments
{
    private static readonly JsonTypeInfo<IDictionary<string, object?>> ArgumentsType =
        (JsonTypeInfo<IDictionary<string, object?>>)new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }.GetTypeInfo(typeof(IDictionary<string, object?>));

    private static readonly JsonTypeInfo<object> ResultType = (JsonTypeInfo<object>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object));

    public static string Write(IDictionary<string, object?>? arguments) => arguments is null ? "{}" : JsonSerializer.Serialize(arguments, ArgumentsType);

    /// <summary>The arguments by name; null where the model wrote what is no JSON object.</summary>
    public static Dictionary<string, object?>? Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.Length == 0 ? "{}" : json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(static property => property.Name, static property => (object?)property.Value.Clone())
                : null;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A tool's result as the text that goes to the model.</summary>
    public static string WriteResult(FunctionResultContent result) => result.Result switch
    {
        null => result.Exception is null ? "" : $"Error: {result.Exception.Message}",
        string text => text,
        object value => JsonSerializer.Serialize(value, ResultType),
    };

    /// <summary>A tool's parameters, for the client.</summary>
    /// <exception cref="ProviderException">They are no JSON.</exception>
    public static JsonElement ReadSchema(AgentTool tool, string providerName)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(tool.ParametersJson);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new ProviderException(ProviderErrorKind.InvalidRequest, $"The parameters of the tool '{tool.Name}' are no JSON.", providerName, failure);
        }
    }
}
