namespace GaoDev.Plugins.Permissions;

/// <summary>
/// The one table of what needs a permission. The analyzer applies it to source, the reader of IL to what was compiled;
/// both are linked to this file. Immutable, safe from every thread.
/// </summary>
internal static class GuardedApis
{
    private const string Text = "System.String";

    private static readonly (GuardedCapability Capability, string[] Names)[] Rows =
    [
        (GuardedCapability.File,
        [
            "System.IO.File", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo",
            "System.IO.FileStream", "System.IO.FileSystemWatcher", "System.IO.DriveInfo", "System.IO.RandomAccess",
            "System.IO.FileSystemAclExtensions", "System.IO.Enumeration.FileSystemEnumerable`1", "System.IO.Enumeration.FileSystemEnumerator`1",
            "System.IO.Path::GetTempFileName", "System.IO.Path::Exists",
            $"System.IO.StreamReader::.ctor({Text})", $"System.IO.StreamWriter::.ctor({Text})",
            "System.IO.Compression.ZipFile", "System.IO.Compression.ZipFileExtensions", "System.Formats.Tar.TarFile",
            "System.IO.MemoryMappedFiles.MemoryMappedFile", "System.IO.IsolatedStorage.IsolatedStorageFile",
            "System.IO.IsolatedStorage.IsolatedStorageFileStream", "Microsoft.Win32.SafeHandles.SafeFileHandle",
            $"System.Xml.XmlReader::Create({Text})", $"System.Xml.XmlWriter::Create({Text})",
            $"System.Xml.XmlTextReader::.ctor({Text})", $"System.Xml.XmlTextWriter::.ctor({Text})",
            $"System.Xml.XmlDocument::Load({Text})", $"System.Xml.XmlDocument::Save({Text})",
            $"System.Xml.Linq.XDocument::Load({Text})", $"System.Xml.Linq.XDocument::Save({Text})",
            $"System.Xml.Linq.XElement::Load({Text})", $"System.Xml.Linq.XElement::Save({Text})",
            $"System.Xml.XPath.XPathDocument::.ctor({Text})",
            $"System.Data.DataSet::ReadXml({Text})", $"System.Data.DataSet::WriteXml({Text})",
            $"System.Security.Cryptography.X509Certificates.X509Certificate::.ctor({Text})",
            $"System.Security.Cryptography.X509Certificates.X509Certificate2::.ctor({Text})",
            "System.Security.Cryptography.X509Certificates.X509Certificate2::CreateFromPemFile",
            "System.Security.Cryptography.X509Certificates.X509Certificate2::CreateFromEncryptedPemFile",
            "System.Security.Cryptography.X509Certificates.X509CertificateLoader::LoadCertificateFromFile",
            "System.Security.Cryptography.X509Certificates.X509CertificateLoader::LoadPkcs12FromFile",
            "System.Security.Cryptography.X509Certificates.X509CertificateLoader::LoadPkcs12CollectionFromFile",
            "System.Security.Cryptography.X509Certificates.X509Store",
            $"System.Resources.ResourceReader::.ctor({Text})", $"System.Resources.ResourceWriter::.ctor({Text})",
            "System.Diagnostics.FileVersionInfo", $"System.Diagnostics.TextWriterTraceListener::.ctor({Text})",
            "Microsoft.VisualBasic.FileSystem", "Microsoft.VisualBasic.FileIO.FileSystem", $"Microsoft.VisualBasic.FileIO.TextFieldParser::.ctor({Text})",
        ]),
        (GuardedCapability.Network,
        [
            "GaoDev.Providers.ProviderContext::HttpClient",
            "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpClientHandler",
            "System.Net.Http.SocketsHttpHandler", "System.Net.Http.IHttpClientFactory", "System.Net.Http.Json.HttpClientJsonExtensions",
            "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient",
            "System.Net.Sockets.NetworkStream", "System.Net.Sockets.UnixDomainSocketEndPoint", "System.Net.Sockets.SocketAsyncEventArgs",
            "System.Net.WebSockets.ClientWebSocket", "System.Net.WebClient", "System.Net.WebRequest", "System.Net.HttpWebRequest",
            "System.Net.FtpWebRequest", "System.Net.FileWebRequest", "System.Net.HttpListener", "System.Net.Dns",
            "System.Net.NetworkInformation.Ping", "System.Net.Quic.QuicConnection", "System.Net.Quic.QuicListener", "System.Net.Mail.SmtpClient",
            "System.IO.Pipes.NamedPipeClientStream", "System.IO.Pipes.NamedPipeServerStream",
        ]),
        (GuardedCapability.Process,
        [
            "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "Microsoft.VisualBasic.Interaction::Shell",
        ]),
        (GuardedCapability.Environment,
        [
            "System.Environment::GetEnvironmentVariable", "System.Environment::GetEnvironmentVariables",
            "System.Environment::SetEnvironmentVariable", "System.Environment::ExpandEnvironmentVariables",
            "Microsoft.VisualBasic.Interaction::Environ",
            "Microsoft.Extensions.Configuration.EnvironmentVariablesExtensions",
        ]),
        (GuardedCapability.NativeCode,
        [
            "System.Runtime.InteropServices.DllImportAttribute", "System.Runtime.InteropServices.LibraryImportAttribute",
            "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.NativeMemory", "System.Runtime.InteropServices.Marshal",
            "System.Runtime.InteropServices.ComWrappers", "System.Runtime.InteropServices.ComImportAttribute",
            "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute", "System.Runtime.InteropServices.UnmanagedFunctionPointerAttribute",
        ]),
        (GuardedCapability.DynamicCode,
        [
            $"System.Type::GetType({Text})", "System.Type::GetTypeFromProgID", "System.Type::GetTypeFromCLSID", "System.Type::ReflectionOnlyGetType",
            $"System.Activator::CreateInstance({Text})", "System.Activator::CreateInstanceFrom",
            "System.Reflection.Assembly::Load", "System.Reflection.Assembly::LoadFrom", "System.Reflection.Assembly::LoadFile",
            "System.Reflection.Assembly::LoadWithPartialName", "System.Reflection.Assembly::UnsafeLoadFrom", "System.Reflection.Assembly::LoadModule",
            $"System.Reflection.Assembly::GetType({Text})", "System.Reflection.Assembly::GetTypes", "System.Reflection.Assembly::GetExportedTypes",
            "System.Reflection.Assembly::GetForwardedTypes", "System.Reflection.Assembly::DefinedTypes", "System.Reflection.Assembly::ExportedTypes",
            "System.Reflection.Assembly::CreateInstance", $"System.Reflection.Module::GetType({Text})", "System.Reflection.Module::GetTypes",
            "System.Reflection.Module::ResolveMethod", "System.Reflection.Module::ResolveType", "System.Reflection.Module::ResolveMember",
            "System.AppDomain::Load", "System.AppDomain::ExecuteAssembly", "System.AppDomain::ExecuteAssemblyByName",
            "System.AppDomain::CreateInstance", "System.AppDomain::CreateInstanceAndUnwrap", "System.AppDomain::CreateInstanceFrom",
            "System.AppDomain::CreateInstanceFromAndUnwrap",
            "System.Runtime.Loader.AssemblyLoadContext", "System.Runtime.CompilerServices.UnsafeAccessorTypeAttribute",
            "System.Reflection.Emit.DynamicMethod", "System.Reflection.Emit.AssemblyBuilder", "System.Reflection.Emit.PersistedAssemblyBuilder",
            "System.Reflection.Emit.ModuleBuilder", "System.Reflection.Emit.TypeBuilder", "System.Reflection.Emit.MethodBuilder",
            "System.Reflection.Emit.ConstructorBuilder", "System.Reflection.Emit.ILGenerator", "System.Reflection.Emit.DynamicILInfo",
            "System.Linq.Expressions.LambdaExpression::Compile", "System.Linq.Expressions.Expression`1::Compile",
            "System.Xml.Xsl.XslCompiledTransform", "System.Runtime.Serialization.Formatters.Binary.BinaryFormatter",
            "System.CodeDom.Compiler.CodeDomProvider", "Microsoft.CSharp.CSharpCodeProvider", "Microsoft.CodeAnalysis.CSharp.CSharpCompilation",
            "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript",
        ]),
        (GuardedCapability.Console, ["System.Console"]),
        (GuardedCapability.Blocking,
        [
            "System.Threading.Tasks.Task::Wait", "System.Threading.Tasks.Task::WaitAll", "System.Threading.Tasks.Task::WaitAny",
            "System.Threading.Tasks.Task`1::Result", "System.Threading.Tasks.ValueTask`1::Result",
            "System.Runtime.CompilerServices.TaskAwaiter::GetResult", "System.Runtime.CompilerServices.TaskAwaiter`1::GetResult",
            "System.Runtime.CompilerServices.ValueTaskAwaiter::GetResult", "System.Runtime.CompilerServices.ValueTaskAwaiter`1::GetResult",
            "System.Runtime.CompilerServices.ConfiguredTaskAwaitable+ConfiguredTaskAwaiter::GetResult",
            "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1+ConfiguredTaskAwaiter::GetResult",
            "System.Threading.Thread::Sleep",
        ]),
    ];

    /// <summary>Every row, in the table's order.</summary>
    public static IReadOnlyList<GuardedApi> All { get; } =
        [.. Rows.SelectMany(static row => row.Names.Select(name => GuardedApi.Parse(row.Capability, name)))];

    private static readonly Dictionary<string, GuardedApi[]> ByType = All
        .GroupBy(static api => api.Type, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Whether the table has rows for that type or its members.</summary>
    public static bool Knows(string type) => ByType.ContainsKey(type);

    /// <summary>The row for every use of that type, or null.</summary>
    public static GuardedApi? FindType(string type) =>
        ByType.TryGetValue(type, out GuardedApi[]? rows) ? Array.Find(rows, static row => row.Member is null) : null;

    /// <summary>The row for that member, its type's included, or null. The first parameter is the full name of its type, null where there is none.</summary>
    public static GuardedApi? FindMember(string type, string member, string? firstParameter) =>
        ByType.TryGetValue(type, out GuardedApi[]? rows)
            ? Array.Find(rows, row => row.Member is null || (row.Member == member && (row.FirstParameter is null || row.FirstParameter == firstParameter)))
            : null;
}
