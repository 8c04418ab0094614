using System.Text;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;

namespace GaoDev.Plugins.Manifests;

/// <summary>
/// Reads a provider's manifest as strictly as docs/manifest.md has it. Thread-safe. Runs in the parent, where a
/// stranger's package is judged, and never runs anything of it.
/// </summary>
internal static class ManifestParser
{
    public const int MaximumBytes = ManifestSchema.MaximumBytes;

    /// <summary>Checks the contract version first, then reads the rest.</summary>
    /// <param name="contractVersion">As the attribute has it, such as <c>1.0</c>.</param>
    /// <param name="entryType">As the attribute has it.</param>
    /// <param name="json">The canonical JSON.</param>
    /// <param name="origin">Where it stands, for messages: a file or a package.</param>
    /// <exception cref="PluginException">The contract is another or newer one, or the manifest is not valid.</exception>
    public static ProviderManifest Parse(string contractVersion, string entryType, string json, string origin)
    {
        ContractGate.Check(contractVersion, origin);
        try
        {
            ManifestRules.CheckTypeName(entryType);
            if (json.Length > MaximumBytes || Encoding.UTF8.GetByteCount(json) > MaximumBytes)
            {
                throw new FormatException("it is larger than 256 KiB");
            }

            CanonicalJsonReader reader = new(json);
            ProviderMetadata metadata = ReadMetadata(ref reader, contractVersion);
            reader.End();
            return new ProviderManifest(metadata, entryType, json);
        }
        catch (FormatException invalid)
        {
            throw new PluginException(
                PluginErrorCode.ManifestInvalid,
                $"The provider manifest in {origin} is not valid: {invalid.Message}.",
                "Ask its author for a package that was built with GaoDev.Sdk; nothing of this one is used.",
                origin,
                invalid);
        }
    }

    private static ProviderMetadata ReadMetadata(ref CanonicalJsonReader reader, string contractVersion)
    {
        string? name = null, version = null, author = null, description = null, defaultModel = null, requiresCli = null;
        bool requiresApiKey = false;
        IReadOnlyList<string> models = [];
        IReadOnlyList<ProviderOptionMetadata> options = [];
        IReadOnlyList<Permission> permissions = [];

        reader.BeginObject();
        for (string? member = null; reader.NextMember(ref member);)
        {
            switch (member)
            {
                case ManifestSchema.Author: author = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.DefaultModel: defaultModel = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.Description: description = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.Models: models = ReadModels(ref reader); break;
                case ManifestSchema.Name: name = ManifestRules.ProviderName(ref reader); break;
                case ManifestSchema.Options: options = OptionSchemaParser.Read(ref reader); break;
                case ManifestSchema.Permissions: permissions = PermissionParser.Read(ref reader); break;
                case ManifestSchema.RequiresApiKey: reader.ReadLiteral("true"); requiresApiKey = true; break;
                case ManifestSchema.RequiresCli: requiresCli = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.Version: version = ManifestRules.SemanticVersion(ref reader); break;
                default: throw reader.Invalid($"unknown member '{member}'");
            }
        }

        return new ProviderMetadata
        {
            Name = name ?? throw reader.Invalid("it has no name"),
            Version = version ?? throw reader.Invalid("it has no version"),
            Author = author ?? "",
            Description = description ?? "",
            DefaultModel = defaultModel,
            RequiresApiKey = requiresApiKey,
            RequiresCli = requiresCli,
            SupportedModels = models,
            Options = options,
            Permissions = permissions,
            ContractVersion = contractVersion,
        };
    }

    private static List<string> ReadModels(ref CanonicalJsonReader reader)
    {
        List<string> models = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        reader.BeginArray();
        for (int count = 0; reader.NextItem(ref count);)
        {
            string model = ManifestRules.Text(ref reader, ManifestSchema.Models);
            if (!seen.Add(model))
            {
                throw reader.Invalid($"model '{model}' stands twice");
            }

            models.Add(model);
        }

        return models.Count > 0 ? models : throw reader.Invalid("models is empty");
    }
}
