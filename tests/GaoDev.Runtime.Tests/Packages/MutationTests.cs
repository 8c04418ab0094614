using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Plugins.Manifests;
using GaoDev.Plugins.Tests.Manifests;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>
/// Packages, manifests and lock files, changed at random: each is accepted or refused with a clear error, and nothing is
/// written outside the staging folder. GAODEV_MUTATIONS sets how many; tests/soak.sh packages makes 100,000.
/// </summary>
public sealed class MutationTests : IAsyncLifetime
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("GAODEV_MUTATIONS") ?? "3000", CultureInfo.InvariantCulture);

    private static readonly PluginErrorCode[] Clear =
    [
        PluginErrorCode.PackageCorrupt, PluginErrorCode.PackageTooLarge, PluginErrorCode.NotAProvider, PluginErrorCode.ManifestInvalid,
        PluginErrorCode.ContractTooNew, PluginErrorCode.SignatureInvalid, PluginErrorCode.NoCompatibleAssets, PluginErrorCode.DependencyConflict,
        PluginErrorCode.PackageNotFound, PluginErrorCode.VersionNotFound, PluginErrorCode.SharedDependencyTooNew, PluginErrorCode.LockInvalid,
        PluginErrorCode.LockMismatch, PluginErrorCode.BundleInvalid, PluginErrorCode.DuplicateProvider,
    ];

    private static readonly string[] Files = ["Contoso.Provider.nuspec", "lib/net10.0/Contoso.Provider.dll", "runtime.json"];

    private static readonly string[] Parts =
        ["../", "/", "\\", "C:", "lib/", "net10.0/", "x.dll", "CON", "%2e%2e/", "\u0001", " ", ".", "é", "runtimes/linux-x64/native/", "~", "\0", ":"];

    private readonly TestFolder _folder = new();
    private byte[] _unsigned = [];
    private byte[] _signed = [];

    public async ValueTask InitializeAsync()
    {
        string path = TestPackage.Provider("Contoso.Provider", "1.0.0", "contoso").With("runtime.json", "{\"runtimes\":{}}"u8.ToArray()).Save(_folder.Path);
        _unsigned = await File.ReadAllBytesAsync(path);
        using TestSigner signer = new("Contoso Ltd");
        await signer.SignAsync(path, CancellationToken.None);
        _signed = await File.ReadAllBytesAsync(path);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Package_WithItsBytesChanged_IsAcceptedOrRefusedAndLeavesNothing() =>
        Gen.Select(Gen.Bool, Changes).SampleAsync(
            mutation => CheckAsync(Apply(mutation.Item1 ? _signed : _unsigned, mutation.Item2)), iter: Count / 5, threads: 2);

    [Fact]
    public Task Package_WithAFileChanged_IsAcceptedOrRefusedAndLeavesNothing() =>
        Gen.Select(Gen.Int[0, Files.Length - 1].Select(index => Files[index]), Changes).SampleAsync(
            mutation => CheckAsync(WithEntry(_unsigned, mutation.Item1, Apply(ReadEntry(_unsigned, mutation.Item1), mutation.Item2))), iter: Count / 5, threads: 2);

    [Fact]
    public Task Package_WithAStrangeName_IsAcceptedOrRefusedAndLeavesNothing() =>
        Gen.Int[0, Parts.Length - 1].Select(index => Parts[index]).Array[1, 6].SampleAsync(
            parts => CheckAsync(WithEntry(_unsigned, string.Concat(parts), [1, 2, 3])), iter: Count / 10, threads: 2);

    [Fact]
    public void Manifest_Changed_IsAcceptedOrRefused()
    {
        byte[] manifest = Encoding.UTF8.GetBytes(ProviderCompiler.Manifest("contoso", "1.0.0"));
        Changes.Sample(
            changes => Holds(() => ManifestParser.Parse("1.0", "Contoso.Plugin", Encoding.UTF8.GetString(Apply(manifest, changes)), "a test")), iter: Count / 4);
    }

    [Fact]
    public void ProjectLock_Changed_IsAcceptedOrRefused()
    {
        byte[] json = ProjectLockFile.Write(
        [
            new LockedPlugin("Contoso.Provider", "1.0.0", "1.*",
            [
                new LockedPackage("Contoso.Core", "1.0.0", Convert.ToBase64String(new byte[64]), "/feed", null, "linux-x64 win-x64"),
                new LockedPackage("Contoso.Provider", "1.0.0", Convert.ToBase64String(new byte[64]), "/feed", new PackageSigner("author", "CN=Contoso", new string('a', 64))),
            ]),
        ]);
        Assert.Equal(json, ProjectLockFile.Write(ProjectLockFile.Parse(json, "gao-dev.lock.json")));
        Changes.Sample(changes => Holds(() => ProjectLockFile.Parse(Apply(json, changes), "gao-dev.lock.json")), iter: Count / 4);
    }

    private static Gen<(int At, byte Value, int Kind)[]> Changes => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 4]).Array[1, 4];

    private static byte[] Apply(byte[] bytes, (int At, byte Value, int Kind)[] changes)
    {
        List<byte> mutated = [.. bytes];
        foreach ((int at, byte value, int kind) in changes)
        {
            if (mutated.Count == 0)
            {
                break;
            }

            int index = at % mutated.Count;
            switch (kind)
            {
                case 0: mutated[index] = value; break;
                case 1: mutated.Insert(index, value); break;
                case 2: mutated.RemoveAt(index); break;
                case 3: mutated.RemoveRange(index, Math.Min(value, mutated.Count - index)); break;

                // The directory of a zip is at its end.
                default: mutated[^(1 + (at % Math.Min(200, mutated.Count)))] = value; break;
            }
        }

        return [.. mutated];
    }

    private static byte[] ReadEntry(byte[] package, string name)
    {
        using ZipArchive zip = new(new MemoryStream(package), ZipArchiveMode.Read);
        using Stream entry = zip.GetEntry(name)!.Open();
        using MemoryStream content = new();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] WithEntry(byte[] package, string name, byte[] content)
    {
        using MemoryStream stream = new();
        stream.Write(package);
        using (ZipArchive zip = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    private static bool Holds(Func<object> read)
    {
        try
        {
            return read() is not null;
        }
        catch (PluginException refused)
        {
            return Clear.Contains(refused.Code);
        }
    }

    private static async Task CheckAsync(byte[] package)
    {
        using Installing installing = new();
        string path = installing.Folder["mutated.nupkg"];
        await File.WriteAllBytesAsync(path, package);
        try
        {
            await using PreparedInstallation prepared = await installing.PrepareAsync(installing.Request(path));
        }
        catch (PluginException refused)
        {
            Assert.Contains(refused.Code, Clear);
            Assert.NotNull(refused.Remedy);
        }

        Assert.Empty(installing.Contents());
        Assert.Equal(["feed", "home", "mutated.nupkg"], Directory.GetFileSystemEntries(installing.Folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
