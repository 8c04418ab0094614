using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace GaoDev.Architecture.Tests;

/// <summary>The checkout, read as text: project files, lock files and sources.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static IReadOnlyDictionary<string, string> Projects { get; } =
        ((string[])["src", "generators", "analyzers"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path));

    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules"));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The projects that a project references as assemblies, directly.</summary>
    public static IEnumerable<string> ReferencesOf(string project) =>
        from reference in XDocument.Load(Projects[project]).Descendants("ProjectReference")
        where (string?)reference.Attribute("ReferenceOutputAssembly") != "false" && (string?)reference.Attribute("OutputItemType") != "Analyzer"
        select Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));

    public static IReadOnlySet<string> ClosureOf(string project)
    {
        HashSet<string> closure = [];
        Stack<string> open = new(ReferencesOf(project));
        while (open.TryPop(out string? next))
        {
            if (closure.Add(next))
            {
                foreach (string reference in ReferencesOf(next))
                {
                    open.Push(reference);
                }
            }
        }

        return closure;
    }

    /// <summary>Every package that a project restores, indirect ones included.</summary>
    public static IReadOnlyList<string> PackagesOf(string project)
    {
        string path = Path.Combine(Path.GetDirectoryName(Projects[project])!, "packages.lock.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project"
               select package.Name,
        ];
    }
}
