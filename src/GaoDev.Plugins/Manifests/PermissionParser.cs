using GaoDev.Permissions;

namespace GaoDev.Plugins.Manifests;

/// <summary>Reads the permissions of a manifest: sorted by kind, then value, each once.</summary>
internal static class PermissionParser
{
    public static List<Permission> Read(ref CanonicalJsonReader reader)
    {
        List<Permission> permissions = [];
        string lastKind = "", lastValue = "";
        reader.BeginArray();
        for (int count = 0; reader.NextItem(ref count);)
        {
            Permission permission = ReadOne(ref reader, out string kind);
            int order = string.CompareOrdinal(kind, lastKind);
            if (order < 0 || (order == 0 && string.CompareOrdinal(permission.Value, lastValue) <= 0))
            {
                throw reader.Invalid($"permission {kind} '{permission.Value}' stands twice or is not in order");
            }

            (lastKind, lastValue) = (kind, permission.Value);
            permissions.Add(permission);
        }

        return permissions.Count > 0 ? permissions : throw reader.Invalid("permissions is empty");
    }

    private static Permission ReadOne(ref CanonicalJsonReader reader, out string kind)
    {
        string? kindText = null, reason = null, value = null;
        reader.BeginObject();
        for (string? member = null; reader.NextMember(ref member);)
        {
            switch (member)
            {
                case ManifestSchema.PermissionKind: kindText = reader.ReadString(); break;
                case ManifestSchema.PermissionReason: reason = ManifestRules.Text(ref reader, member); break;
                case ManifestSchema.PermissionValue: value = ManifestRules.Text(ref reader, member); break;
                default: throw reader.Invalid($"unknown member '{member}'");
            }
        }

        PermissionKind parsed = PermissionKindNames.Parse(kindText) ?? throw reader.Invalid($"unknown permission '{kindText}'");
        bool hasValue = parsed is not (PermissionKind.NativeCode or PermissionKind.Storage);
        if (hasValue != value is not null)
        {
            throw reader.Invalid($"permission {kindText} {(hasValue ? "has no value" : "takes no value")}");
        }

        // What cannot be shown cannot be approved.
        if (!IsText(value) || !IsText(reason))
        {
            throw reader.Invalid($"permission {kindText} has half of a character");
        }

        kind = kindText!;
        return new Permission(parsed, value ?? "", reason);
    }

    private static bool IsText(string? text)
    {
        for (int at = 0; at < text?.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
            {
                return false;
            }
        }

        return true;
    }
}
