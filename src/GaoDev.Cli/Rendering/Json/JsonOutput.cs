using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GaoDev.Cli.Rendering.Json;

/// <summary>Writes what <c>--json</c> shows. The names are part of the documented interface.</summary>
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(IReadOnlyList<ProviderJson>))]
[JsonSerializable(typeof(ProviderJson))]
[JsonSerializable(typeof(InstallationJson))]
[JsonSerializable(typeof(ValidationJson))]
[JsonSerializable(typeof(UpdateJson))]
[JsonSerializable(typeof(IReadOnlyList<UpdateResultJson>))]
[JsonSerializable(typeof(IReadOnlyList<OutdatedJson>))]
[JsonSerializable(typeof(RollbackJson))]
[JsonSerializable(typeof(ProgressJson))]
[JsonSerializable(typeof(PreparedJson))]
[JsonSerializable(typeof(BundleJson))]
[JsonSerializable(typeof(IReadOnlyList<InstallationJson>))]
[JsonSerializable(typeof(IReadOnlyList<GenerationJson>))]
[JsonSerializable(typeof(IReadOnlyList<VerificationJson>))]
[JsonSerializable(typeof(CollectionJson))]
[JsonSerializable(typeof(IReadOnlyList<FindingJson>))]
[JsonSerializable(typeof(IReadOnlyList<AuditJson>))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    // Text for programs, not for a page: '+' and umlauts stay readable. Control characters are still escaped.
    private static readonly JsonOutput Readable = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Readable);
}
