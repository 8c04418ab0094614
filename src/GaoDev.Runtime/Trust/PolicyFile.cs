using System.Globalization;
using System.Text.Json;
using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Sources;

namespace GaoDev.Runtime.Trust;

/// <summary>Reads a policy file, and refuses what it does not understand: a policy that is half read is none. Thread-safe.</summary>
internal static class PolicyFile
{
    private const int MaximumBytes = 1024 * 1024;
    private const string Variable = "GAO_DEV_POLICY";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The policy that counts: the named file, or that of <c>GAO_DEV_POLICY</c>, or <c>policy.json</c> in the home folder, or none.</summary>
    /// <exception cref="PluginException">A file that was named does not exist, or is not valid.</exception>
    public static InstallationPolicy Find(string? named, string home)
    {
        string? path = named ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null);
        string own = Path.Combine(home, "policy.json");
        return path is not null ? Read(path) : File.Exists(own) ? Read(own) : InstallationPolicy.None;
    }

    private static InstallationPolicy Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > MaximumBytes)
            {
                throw new FormatException("it is larger than any");
            }

            using JsonDocument document = JsonDocument.Parse(file, Options);
            return Read(document.RootElement);
        }
        catch (Exception invalid) when (invalid is JsonException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                PluginErrorCode.PolicyRefused, $"The policy file {path} cannot be used: {invalid.Message}", "Correct the file. Until then nothing is installed.", null, invalid);
        }
    }

    private static InstallationPolicy Read(JsonElement json)
    {
        LockObject root = new(json, "the file", "schema", "publishers", "unknownPublishers", "unsigned", "sources", "permissions", "maximumPermissions", "unconfined", "minimumAgeDays");
        if (!root["schema"].TryGetInt32(out int schema) || schema != 1)
        {
            throw new FormatException("schema is not 1");
        }

        Permission[]? maximum = Permissions(root, "maximumPermissions");
        return new InstallationPolicy
        {
            Publishers = Texts(root, "publishers") ?? [],
            AcceptsUnknownPublishers = Choice(root, "unknownPublishers", ifAbsent: false),
            AllowsUnsigned = Choice(root, "unsigned", ifAbsent: true),
            Sources = Texts(root, "sources")?.Select(source => FeedAddress.Redact(source).TrimEnd('/')).ToArray(),
            Granted = Permissions(root, "permissions") ?? [],
            Maximum = maximum,
            AllowsUnconfined = Choice(root, "unconfined", ifAbsent: maximum is null),
            MinimumAge = root.Optional("minimumAgeDays") is { } days
                ? days.TryGetDouble(out double value) && value is >= 0 and <= 36500 ? TimeSpan.FromDays(value) : throw new FormatException("minimumAgeDays is no number of days")
                : null,
        };
    }

    private static string[]? Texts(LockObject root, string member) => root.Optional(member) is null
        ? null
        : [.. root.Items(member).Select(item => item.Json.ValueKind == JsonValueKind.String ? item.Json.GetString()! : throw new FormatException($"{item.Where} is no text"))];

    private static bool Choice(LockObject root, string member, bool ifAbsent) => root.OptionalText(member) switch
    {
        null => ifAbsent,
        "allow" => true,
        "refuse" => false,
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{member} is neither allow nor refuse")),
    };

    private static Permission[]? Permissions(LockObject root, string member) => root.Optional(member) is null
        ? null
        : [.. root.Items(member).Select(item =>
        {
            LockObject permission = new(item.Json, item.Where, LockNames.Kind, LockNames.Value);
            return new Permission(
                PermissionKindNames.Parse(permission.Text(LockNames.Kind)) ?? throw new FormatException($"{item.Where}.kind is unknown"),
                permission.OptionalText(LockNames.Value) ?? "");
        })];
}
