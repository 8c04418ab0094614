using GaoDev.Plugins;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Loading;
using GaoDev.Plugins.Manifests;
using GaoDev.Providers;
using GaoDev.Runtime.Configuration;
using GaoDev.Runtime.Packages.Lock;
using GaoDev.Runtime.Packages.Store;

namespace GaoDev.Runtime.Validation;

/// <summary>Checks a provider without running any of it: what lies on disk, what it declares, and how it is set up.</summary>
internal sealed class ProviderValidator(PluginStore store, ProviderConfigurationResolver configurations)
{
    public IReadOnlyList<ValidationCheck> Validate(ProviderPluginInfo info, InstalledPlugin? plugin)
    {
        List<ValidationCheck> checks = [];
        if (plugin is not null)
        {
            checks.Add(Check("files", () => CheckFiles(plugin)));
            checks.Add(Check("manifest", () => CheckManifest(plugin, info.Name)));
            // Only what is as installed can be read for sure.
            if (checks.TrueForAll(check => check.Passed))
            {
                checks.Add(CheckCode(plugin));
            }
        }
        else if (info.Status is ProviderStatus.Broken or ProviderStatus.Untrusted)
        {
            checks.Add(new("trust", info.Problem!, info.Status == ProviderStatus.Broken ? PluginErrorCode.ManifestInvalid : PluginErrorCode.NotTrusted));
        }

        if (info.Metadata is { } metadata)
        {
            checks.Add(new("contract", $"{metadata.ContractVersion}, this gao-dev has {ContractVersion.Text}"));
            checks.Add(Check("settings", () => CheckSettings(metadata)));
        }

        return checks;
    }

    private string CheckFiles(InstalledPlugin plugin)
    {
        store.VerifyFiles(plugin);
        return $"{Count(plugin.Files.Count, "file")}, as installed";
    }

    // The bytes that were shown at installation are the bytes that are applied.
    private string CheckManifest(InstalledPlugin plugin, string name)
    {
        InstalledProvider provider = plugin.Providers.Single(candidate => candidate.Name == name);
        PluginAssets assets = store.GetAssets(plugin, provider);
        ProviderManifest? found = ManifestReader.Read(assets.Managed[assets.EntryAssembly]).FirstOrDefault(manifest => manifest.Metadata.Name == name);
        return found?.Json == provider.ManifestJson && found.EntryType == provider.EntryType
            ? $"{Count(found.Metadata.Permissions.Count, "permission")}, {Count(found.Metadata.Options.Count, "setting")}, as approved"
            : throw new PluginException(PluginErrorCode.ContentChanged, "The manifest is not the one that was approved.", plugin: name);
    }

    // The author may have switched the analyzers off; their table is applied to what was compiled.
    private ValidationCheck CheckCode(InstalledPlugin plugin)
    {
        CodePermissions code = new(plugin, store.Layout.PathOf(plugin.Entry));
        if (code.FindUndeclared() is { Count: > 0 } undeclared)
        {
            return new("code", string.Join("; ", undeclared) + ".", PluginErrorCode.PermissionUndeclared);
        }

        IReadOnlyList<string> further = code.FindInDependencies();
        string beyond = further.Count == 0 ? "" : $"; {Count(further.Count, "use")} in what it brings along would need more (--json lists them)";
        return new("code", "uses nothing that is not declared" + beyond) { Notes = further };
    }

    private string CheckSettings(ProviderMetadata metadata)
    {
        ProviderConfiguration configuration = configurations.Resolve(metadata, ProviderConfiguration.Empty);
        return configuration.Names.Count == 0 ? "it needs none" : $"{string.Join(", ", configuration.Names.Order(StringComparer.Ordinal))} set";
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static ValidationCheck Check(string name, Func<string> check)
    {
        try
        {
            return new(name, check());
        }
        catch (PluginException exception)
        {
            return new(name, exception.Message, exception.Code);
        }
        catch (ProviderConfigurationException exception)
        {
            return new(name, exception.Message, PluginErrorCode.OptionInvalid);
        }
    }
}
