using System.Reflection.Metadata;
using GaoDev.Plugins.Manifests;

namespace GaoDev.Plugins.Permissions;

/// <summary>
/// The capabilities that an assembly's manifests declare, together. Looks for the kinds alone: whether the manifests are
/// valid is decided by who applies them.
/// </summary>
internal static class DeclaredPermissions
{
    private const string KindMember = "\"" + ManifestSchema.PermissionKind + "\":\"";

    /// <summary>The capabilities, or null where the assembly declares no provider.</summary>
    /// <exception cref="BadImageFormatException">The metadata is damaged.</exception>
    public static ISet<GuardedCapability>? Read(MetadataReader metadata)
    {
        HashSet<GuardedCapability>? declared = null;
        foreach (string manifest in ReadManifests(metadata))
        {
            declared ??= [];
            Add(manifest, declared);
        }

        return declared;
    }

    /// <summary>The bytes of the longest manifest as UTF-8; 0 where there is none.</summary>
    public static int LongestManifest(MetadataReader metadata) =>
        ReadManifests(metadata).Select(static manifest => System.Text.Encoding.UTF8.GetByteCount(manifest)).DefaultIfEmpty().Max();

    public static GuardedCapability? CapabilityOf(string kind) => kind switch
    {
        ManifestSchema.KindNetwork or ManifestSchema.KindTunnel => GuardedCapability.Network,
        ManifestSchema.KindEnvironment => GuardedCapability.Environment,
        ManifestSchema.KindSubprocess => GuardedCapability.Process,
        ManifestSchema.KindNativeCode => GuardedCapability.NativeCode,
        ManifestSchema.KindFileRead or ManifestSchema.KindFileWrite or ManifestSchema.KindStorage => GuardedCapability.File,
        _ => null,
    };

    // Quotes inside strings are escaped in canonical JSON, so the member's text stands nowhere else.
    private static void Add(string json, HashSet<GuardedCapability> declared)
    {
        for (int at = json.IndexOf(KindMember, StringComparison.Ordinal); at >= 0; at = json.IndexOf(KindMember, at + 1, StringComparison.Ordinal))
        {
            int start = at + KindMember.Length;
            int end = json.IndexOf('"', start);
            if (end > start && CapabilityOf(json.Substring(start, end - start)) is { } capability)
            {
                declared.Add(capability);
            }
        }
    }

    private static IEnumerable<string> ReadManifests(MetadataReader metadata)
    {
        foreach (CustomAttributeHandle handle in metadata.IsAssembly ? metadata.GetAssemblyDefinition().GetCustomAttributes() : [])
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && IlNames.ParentOf(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor)) == ManifestSchema.AttributeNamespace + "." + ManifestSchema.AttributeName)
            {
                yield return ReadManifest(metadata.GetBlobReader(attribute.Value));
            }
        }
    }

    private static string ReadManifest(BlobReader blob)
    {
        blob.ReadUInt16();
        blob.ReadSerializedString();
        blob.ReadSerializedString();
        return blob.ReadSerializedString() ?? "";
    }
}
