using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Permissions;
using Microsoft.Build.Framework;

namespace GaoDev.Sdk.Tasks;

/// <summary>
/// Holds the compiled assembly of a provider to the permissions that its manifests declare, with the table of the
/// analyzers: what the editor's rules cannot see, because nothing names it, and what was suppressed there, is an error
/// here, at its line. Runs in MSBuild and runs nothing of the assembly.
/// </summary>
public sealed class CheckProviderPermissions : ITask
{
    private const string HelpLink = "https://github.com/gaodev/gaodev/blob/main/docs/diagnostics/";

    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>The assembly that the compiler wrote.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Whether the assembly is packed as a provider, and so has to have one.</summary>
    public bool RequireProvider { get; set; }

    /// <inheritdoc/>
    public bool Execute()
    {
        try
        {
            using FileStream file = new(Assembly, FileMode.Open, FileAccess.Read, FileShare.Read);
            using PEReader image = new(file);
            return !image.HasMetadata || Check(image);
        }
        catch (Exception unreadable) when (unreadable is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return Fail("GAO9003", Assembly, 0, $"The compiled assembly cannot be checked: {unreadable.Message}");
        }
    }

    private bool Check(PEReader image)
    {
        MetadataReader metadata = image.GetMetadataReader();
        if (DeclaredPermissions.Read(metadata) is not { } declared)
        {
            return !RequireProvider || Fail("GAO9005", Assembly, 0, "The package is packed as a GaoDev provider and has none: put [ProviderPlugin] on a class, or set GaoDevProvider to false");
        }

        if (DeclaredPermissions.LongestManifest(metadata) is > ManifestSchema.MaximumBytes and var bytes)
        {
            return Fail("GAO9004", Assembly, 0, $"A provider's manifest has {bytes} bytes, and readers refuse more than {ManifestSchema.MaximumBytes}: shorten its texts");
        }

        using MetadataReaderProvider? symbols = OpenSymbols(image);
        bool passed = true;
        foreach (IlApiUse use in IlPermissionReader.FindUses(image, symbols?.GetMetadataReader()))
        {
            if (use.Api.Capability is not (GuardedCapability.Console or GuardedCapability.Blocking) && !declared.Contains(use.Api.Capability))
            {
                passed = false;
                string where = use.Member is null ? "" : $" in {use.Member}";
                Fail(GuardedRules.IdOf(use.Api.Capability), use.File ?? Assembly, use.Line, $"'{use.Api}'{where} {GuardedRules.Describe(use.Api.Capability)}");
            }
        }

        return passed;
    }

    private bool Fail(string code, string file, int line, string message)
    {
        BuildEngine.LogErrorEvent(new BuildErrorEventArgs("GaoDev", code, file, line, 0, 0, 0, message, HelpLink + code + ".md", nameof(CheckProviderPermissions)));
        return false;
    }

    private MetadataReaderProvider? OpenSymbols(PEReader image) =>
        image.TryOpenAssociatedPortablePdb(Assembly, static path => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null, out MetadataReaderProvider? provider, out _) ? provider : null;
}
