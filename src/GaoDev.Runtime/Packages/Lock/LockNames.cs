namespace GaoDev.Runtime.Packages.Lock;

/// <summary>The names of plugins.lock.json, shared by its writer and its reader.</summary>
internal static class LockNames
{
    public const string Schema = "schema";
    public const string Plugins = "plugins";

    public const string Id = "id";
    public const string Version = "version";
    public const string Source = "source";
    public const string Target = "target";
    public const string Entry = "entry";
    public const string State = "state";
    public const string Unconfined = "unconfined";
    public const string Closure = "closure";
    public const string Sha512 = "sha512";
    public const string Assets = "assets";
    public const string Managed = "managed";
    public const string Native = "native";
    public const string Satellites = "satellites";
    public const string Files = "files";
    public const string Providers = "providers";
    public const string Trust = "trust";

    public const string Name = "name";
    public const string Assembly = "assembly";
    public const string Type = "type";
    public const string Contract = "contract";
    public const string Manifest = "manifest";
    public const string Granted = "granted";
    public const string Kind = "kind";
    public const string Value = "value";
    public const string Reason = "reason";

    public const string Requested = "requested";
    public const string Sources = "sources";
    public const string Link = "link";
    public const string Signer = "signer";
    public const string Subject = "subject";
    public const string Fingerprint = "fingerprint";

    public const string Runtimes = "runtimes";
    public const string Packages = "packages";

    public const string How = "how";
    public const string By = "by";
    public const string At = "at";
    public const string Binding = "for";

    public const string Enabled = "enabled";
    public const string Disabled = "disabled";

    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
