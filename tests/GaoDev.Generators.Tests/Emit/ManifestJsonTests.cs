using System.Globalization;
using System.Text.Json;
using CsCheck;
using GaoDev.Generators.Emit;
using GaoDev.Generators.Models;
using GaoDev.Generators.Parsing;

namespace GaoDev.Generators.Tests.Emit;

public class ManifestJsonTests
{
    /// <summary>Text without lone surrogates, which System.Text.Json does not read.</summary>
    private static readonly Gen<string> Text = Gen.String.Where(static text => text.EnumerateRunes().All(static rune => rune.Value != 0xFFFD));

    private static readonly Gen<string?> OptionalText = Gen.Null(Text.Where(static text => text.Length > 0));

    private static readonly Gen<string> SnakeCase = Gen.String[Gen.Char["abcxyz"], 1, 8];

    private static readonly Gen<OptionFacts> Option =
        from name in SnakeCase
        from kind in Gen.Enum<OptionKind>()
        from text in Text
        from number in Gen.Double.Where(double.IsFinite)
        from whole in Gen.Long
        from flag in Gen.Bool
        from hasDefault in Gen.Bool
        from environment in OptionalText
        from isSecret in Gen.Bool
        from allowed in Text.Where(static value => value.Length > 0).Array[0, 3]
        select new OptionFacts(
            name,
            kind,
            environment,
            !hasDefault ? null : kind switch
            {
                OptionKind.Integer => whole.ToString(CultureInfo.InvariantCulture),
                OptionKind.Number => NumberText.Format(number),
                OptionKind.Boolean => flag ? "true" : "false",
                _ => text,
            },
            flag,
            isSecret,
            text,
            kind is OptionKind.String or OptionKind.Uri ? new(allowed.Distinct().Order(StringComparer.Ordinal)) : default);

    private static readonly string[] Kinds = ["network", "file-read", "file-write", "environment", "subprocess", "native-code", "storage", "tunnel"];

    private static readonly Gen<PermissionFacts> Permission =
        from kind in Gen.Int[0, 7].Select(static i => Kinds[i])
        from value in Text
        from reason in OptionalText
        select new PermissionFacts(kind, value, reason);

    private static readonly Gen<ProviderFacts> Facts =
        from name in SnakeCase
        from description in Text
        from author in Text
        from models in Text.Where(static model => model.Length > 0).Array[0, 4]
        from requiresKey in Gen.Bool
        from cli in OptionalText
        from options in Option.Array[0, 4]
        from permissions in Permission.Array[0, 4]
        select new ProviderFacts(
            name, null, description, author, new(models), models.Length > 0 ? models[0] : null, requiresKey, cli,
            new(options.DistinctBy(static option => option.Name).OrderBy(static option => option.Name, StringComparer.Ordinal)),
            ProviderFactsParser.Order(permissions));

    [Fact]
    public void Write_AnyFacts_ReadBackAsTheSame() => Facts.Sample(static facts =>
    {
        JsonElement root = JsonDocument.Parse(ManifestJson.Write(facts, "1.2.3")).RootElement;

        Assert.Equal(facts.Name, Read(root, "name"));
        Assert.Equal("1.2.3", Read(root, "version"));
        Assert.Equal(facts.Description, Read(root, "description") ?? "");
        Assert.Equal(facts.Author, Read(root, "author") ?? "");
        Assert.Equal(facts.DefaultModel, Read(root, "defaultModel"));
        Assert.Equal(facts.RequiresCli, Read(root, "requiresCli"));
        Assert.Equal(facts.RequiresApiKey, root.TryGetProperty("requiresApiKey", out _));
        Assert.Equal(facts.Models, Items(root, "models").Select(static model => model.GetString()!));
        Assert.Equal(facts.Permissions, Items(root, "permissions").Select(static item =>
            new PermissionFacts(Read(item, "kind")!, Read(item, "value") ?? "", Read(item, "reason"))));
        Assert.Equal(facts.Options, ReadOptions(root));
    });

    [Fact]
    public void Write_AnyFacts_IsInCanonicalForm() => Facts.Sample(static facts =>
    {
        string json = ManifestJson.Write(facts, "1.2.3");

        Assert.Equal(json, Canonical(JsonDocument.Parse(json).RootElement));
    });

    [Fact]
    public void Order_ShuffledPermissions_GivesTheSame() => Gen.Select(Permission.Array[0, 8], Gen.Int).Sample(static (permissions, seed) =>
    {
        PermissionFacts[] shuffled = [.. permissions];
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(ProviderFactsParser.Order(permissions), ProviderFactsParser.Order(shuffled));
    });

    [Fact]
    public void Object_ShuffledMembers_GivesTheSameBytes() => Gen.Select(Gen.Dictionary(Gen.String, Gen.Int), Gen.Int).Sample(static (members, seed) =>
    {
        KeyValuePair<string, string?>[] shuffled = [.. members.Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString(CultureInfo.InvariantCulture)))];
        string expected = CanonicalJson.Object(shuffled);
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(expected, CanonicalJson.Object(shuffled));
    });

    [Fact]
    public void String_LoneSurrogate_IsEscaped() => Assert.Equal("\"a\\ud800b\\udc00\"", CanonicalJson.String("a\ud800b\udc00"));

    [Fact]
    public void String_WhatMustBeEscaped_IsAndNothingElse() =>
        Assert.Equal("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f/\u007f<&'😀\u2028\"", CanonicalJson.String("\"\\\b\f\n\r\t\0\u001f/\u007f<&'😀\u2028"));

    /// <summary>The canonical form by another hand: what docs/manifest.md says, from a parsed document.</summary>
    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject()
            .OrderBy(static member => member.Name, StringComparer.Ordinal)
            .Select(static member => Quote(member.Name) + ":" + Canonical(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.String => Quote(element.GetString()!),
        JsonValueKind.Number when element.TryGetInt64(out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };

    private static string Quote(string text) => "\"" + string.Concat(text.Select(static c => c switch
    {
        '"' or '\\' => "\\" + c,
        < ' ' when "\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal) is >= 0 and int i => "\\" + "bfnrt"[i],
        < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    })) + "\"";

    private static IEnumerable<OptionFacts> ReadOptions(JsonElement root)
    {
        if (!root.TryGetProperty("options", out JsonElement schema))
        {
            return [];
        }

        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        string[] required = [.. Items(schema, "required").Select(static name => name.GetString()!)];
        return schema.GetProperty("properties").EnumerateObject().Select(member => new OptionFacts(
            member.Name,
            (Read(member.Value, "type"), Read(member.Value, "format")) switch
            {
                ("string", "uri") => OptionKind.Uri,
                ("integer", null) => OptionKind.Integer,
                ("number", null) => OptionKind.Number,
                ("boolean", null) => OptionKind.Boolean,
                _ => OptionKind.String,
            },
            Read(member.Value, "x-environment"),
            !member.Value.TryGetProperty("default", out JsonElement value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(),
            required.Contains(member.Name),
            member.Value.TryGetProperty("writeOnly", out _),
            Read(member.Value, "description") ?? "",
            new(Items(member.Value, "enum").Select(static item => item.GetString()!))));
    }

    private static string? Read(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
