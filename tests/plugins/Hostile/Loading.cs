using System.Reflection;
using System.Runtime.InteropServices;
using GaoDev.Providers;

namespace Fixtures.Hostile;

internal static class Loading
{
    public static string FromBytes() => $"done: {Assembly.Load(File.ReadAllBytes(typeof(Loading).Assembly.Location)).GetName().Name}";

    public static string Library(string path) => $"done: {NativeLibrary.Load(path)}";

    // What the host holds that the plugin was not handed: where it goes to, and what it can get from there.
    public static string Reflect(ProviderContext context)
    {
        FieldInfo handler = typeof(HttpMessageInvoker).GetField("_handler", BindingFlags.NonPublic | BindingFlags.Instance)!;
        object? inner = handler.GetValue(context.HttpClient);
        return $"done: {inner?.GetType().FullName}; {string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name))}";
    }
}
