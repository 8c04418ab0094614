using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GaoDev.Providers;

namespace Fixtures.Hostile;

internal static class Loading
{
    private static string OwnFile => typeof(Loading).Assembly.Location;

    /// <summary>The ways to code that was not loaded with the plugin.</summary>
    public static string Attack(string attack)
    {
        AssemblyLoadContext context = new("more");
        return $"done: {attack switch
        {
            "load-bytes" => Assembly.Load(File.ReadAllBytes(OwnFile)).GetName().Name,
            "load-stream" => LoadFromStream(context),
            "load-file" => context.LoadFromAssemblyPath(OwnFile).GetName().Name,
            "load-emitted" => Emit(),
            "load-expression" => Expression.Lambda<Func<string>>(Expression.Constant("made")).Compile()(),
            _ => throw new ArgumentException(attack),
        }}";
    }

    private static string? LoadFromStream(AssemblyLoadContext context)
    {
        using FileStream file = File.OpenRead(OwnFile);
        return context.LoadFromStream(file).GetName().Name;
    }

    private static string Emit()
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Emitted"), AssemblyBuilderAccess.Run).DefineDynamicModule("m").DefineType("T", TypeAttributes.Public);
        ILGenerator code = type.DefineMethod("M", MethodAttributes.Public | MethodAttributes.Static, typeof(string), []).GetILGenerator();
        code.Emit(OpCodes.Ldstr, "made");
        code.Emit(OpCodes.Ret);
        return (string)type.CreateType().GetMethod("M")!.Invoke(null, null)!;
    }

    public static string Library(string path) => $"done: {NativeLibrary.Load(path)}";

    // What the host holds that the plugin was not handed: where it goes to, and what it can get from there.
    public static string Reflect(ProviderContext context)
    {
        FieldInfo handler = typeof(HttpMessageInvoker).GetField("_handler", BindingFlags.NonPublic | BindingFlags.Instance)!;
        object? inner = handler.GetValue(context.HttpClient);
        return $"done: {inner?.GetType().FullName}; {string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name))}";
    }
}
