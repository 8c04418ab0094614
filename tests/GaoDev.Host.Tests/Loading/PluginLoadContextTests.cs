using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GaoDev.Plugins;
using GaoDev.Plugins.Loading;

namespace GaoDev.Host.Tests.Loading;

public sealed class PluginLoadContextTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaodev-load-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_TwoVersionsOfOneDependency_LiveInOneProcess()
    {
        Assembly old = new PluginLoadContext(BuiltFixtures.Assets("Fixtures.OpenAIOld")).LoadFromAssemblyName(new AssemblyName("OpenAI"));
        Assembly recent = new PluginLoadContext(BuiltFixtures.Assets("Fixtures.OpenAINew")).LoadFromAssemblyName(new AssemblyName("OpenAI"));

        Assert.Equal((new Version(2, 1, 0, 0), new Version(2, 15, 0, 0)), (old.GetName().Version, recent.GetName().Version));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "OpenAI");
    }

    [Fact]
    public void Load_SharedAssembly_IsTheHostsWhateverVersionIsAskedFor()
    {
        PluginLoadContext context = new(BuiltFixtures.Assets("Fixtures.OpenAINew"));
        foreach (string name in PluginLoadContext.SharedAssemblies)
        {
            Assembly host = Assembly.Load(new AssemblyName(name));

            Assert.Same(host, context.LoadFromAssemblyName(new AssemblyName(name) { Version = new Version(99, 0, 0, 0) }));
            Assert.Same(host, context.LoadFromAssemblyName(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }));
        }

        Assert.True(typeof(BaseProviderPlugin).IsAssignableFrom(context.LoadEntryAssembly().GetType("Fixtures.OpenAINew.OpenAINewPlugin")));
    }

    [Fact]
    public void Load_FrameworkAssembly_IsTheFrameworks()
    {
        PluginLoadContext context = new(BuiltFixtures.Assets("Fixtures.Echo"));

        Assert.Same(typeof(System.Text.Json.JsonDocument).Assembly, context.LoadFromAssemblyName(new AssemblyName("System.Text.Json")));
    }

    [Theory]
    [InlineData("CsCheck")]
    [InlineData("GaoDev.Plugins")]
    [InlineData("GaoDev.Runtime")]
    [InlineData("No.Such.Assembly")]
    public void Load_AnythingElse_IsRefusedByNameEvenWhereTheHostHasIt(string name)
    {
        PluginLoadContext context = new(BuiltFixtures.Assets("Fixtures.Echo"));

        FileNotFoundException exception = Assert.Throws<FileNotFoundException>(() => context.LoadFromAssemblyName(new AssemblyName(name)));

        Assert.Contains("Fixtures.Echo", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatIsGone_IsNotReplacedByAnother()
    {
        PluginLoadContext context = new(With("Fixtures.Echo", Path.Combine(folder, "Fixtures.Echo.dll")));

        Assert.Throws<FileNotFoundException>(context.LoadEntryAssembly);
    }

    [Fact]
    public void Load_FileThatIsNoAssembly_SaysSo()
    {
        string path = Path.Combine(folder, "Fixtures.Echo.dll");
        File.WriteAllText(path, "no assembly");

        Assert.Throws<BadImageFormatException>(new PluginLoadContext(With("Fixtures.Echo", path)).LoadEntryAssembly);
    }

    [Fact]
    public void Load_FileThatIsAnotherAssembly_IsRefused()
    {
        PluginLoadContext context = new(With("Wrong", BuiltFixtures.Echo));

        Assert.Throws<FileLoadException>(() => context.LoadFromAssemblyName(new AssemblyName("Wrong")));
    }

    [Theory]
    [InlineData("de", "hallo")]
    [InlineData("de-AT", "hallo")]
    [InlineData("fr", "hello")]
    public void Load_Translations_ComeFromTheMapWithTheirParents(string culture, string greeting)
    {
        Assembly assembly = new PluginLoadContext(BuiltFixtures.Assets("Fixtures.Echo")).LoadEntryAssembly();
        ResourceManager words = new("Fixtures.Echo.Words", assembly);

        Assert.Equal(greeting, words.GetString("greeting", CultureInfo.GetCultureInfo(culture)));
    }

    [Theory]
    [InlineData("fixture_native")]
    [InlineData("libfixture_native")]
    [InlineData("libfixture_native.so")]
    public void Load_NativeLibrary_IsFoundInTheMapUnderItsUsualSpellings(string name)
    {
        string path = Path.Combine(folder, "libfixture_native.so");
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), path);
        PluginAssets assets = BuiltFixtures.Assets("Fixtures.Echo") with { Native = new Dictionary<string, string> { ["libfixture_native.so"] = path } };
        Assembly plugin = new PluginLoadContext(assets).LoadEntryAssembly();

        Assert.True(NativeLibrary.TryLoad(name, plugin, searchPath: null, out nint library));
        Assert.True(NativeLibrary.TryGetExport(library, "SystemNative_GetPid", out _));
        Assert.False(NativeLibrary.TryLoad(name, new PluginLoadContext(BuiltFixtures.Assets("Fixtures.Echo")).LoadEntryAssembly(), searchPath: null, out _));
    }

    [Fact]
    public void Unload_Collectible_IsCollected()
    {
        WeakReference context = LoadAndUnload();
        for (int attempt = 0; context.IsAlive && attempt < 20; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndUnload()
    {
        PluginLoadContext context = new(BuiltFixtures.Assets("Fixtures.Echo"), isCollectible: true);
        Assert.NotEmpty(context.LoadEntryAssembly().GetExportedTypes());
        context.Unload();
        return new WeakReference(context);
    }

    private static PluginAssets With(string name, string path) =>
        BuiltFixtures.Assets("Fixtures.Echo") with { Managed = new Dictionary<string, string> { [name] = path } };
}
