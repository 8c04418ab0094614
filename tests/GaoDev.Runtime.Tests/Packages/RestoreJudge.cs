using System.Diagnostics;
using System.Text.Json;
using GaoDev.Runtime.Packages.Resolution;

namespace GaoDev.Runtime.Tests.Packages;

/// <summary>
/// What <c>dotnet restore</c> makes of one reference to each of these packages, asked once for all of them. Both sides
/// use the sources that this machine is configured with.
/// </summary>
public sealed class RestoreJudge : IAsyncLifetime
{
    public static readonly string[] Packages =
    [
        "Azure.AI.OpenAI/2.1.0",
        "Azure.Identity/1.17.1",
        "BenchmarkDotNet/0.15.8",
        "CsCheck/5.0.1",
        "Humanizer/2.14.1",
        "LibGit2Sharp/0.32.0",
        "McMaster.NETCore.Plugins/2.0.0",
        "MessagePack/2.5.307",
        "Microsoft.CodeAnalysis.CSharp/5.0.0",
        "Microsoft.CodeAnalysis.CSharp.Workspaces/5.0.0",
        "Microsoft.Data.SqlClient/6.1.8",
        "Microsoft.Data.Sqlite/10.0.14",
        "Microsoft.Extensions.AI.OpenAI/10.11.0",
        "Microsoft.VisualStudio.Composition/17.13.41",
        "NETStandard.Library/1.6.1",
        "Newtonsoft.Json/13.0.3",
        "NuGet.DependencyResolver.Core/8.0.0",
        "NuGet.Protocol/8.0.0",
        "OpenAI/2.15.0",
        "Polly.Core/8.6.5",
        "SQLitePCLRaw.bundle_e_sqlite3/2.1.13",
        "Spectre.Console/0.57.2",
        "System.ComponentModel.Composition/10.0.14",
        "System.Composition/9.0.0",
        "System.IO.Ports/10.0.14",
        "System.Security.Cryptography.Pkcs/10.0.14",
        "YamlDotNet/18.1.0",
        "xunit.v3.assert/3.2.2",
    ];

    private readonly TestFolder _folder = new();

    /// <summary>The folder of the nuget.config that both sides use.</summary>
    public string Folder => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder["nuget.config"], """
            <configuration><config><add key="globalPackagesFolder" value="packages" /></config></configuration>
            """);
        foreach (string package in Packages)
        {
            string[] parts = package.Split('/');
            _folder.Create(parts[0]);
            await File.WriteAllTextAsync(_folder[$"{parts[0]}/Judged.{parts[0]}.csproj"], $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <RuntimeIdentifier>{TargetPlatform.Current.RuntimeIdentifier}</RuntimeIdentifier>
                    <SelfContained>false</SelfContained>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="{parts[0]}" Version="{parts[1]}" />
                  </ItemGroup>
                </Project>
                """);
        }

        await File.WriteAllTextAsync(
            _folder["all.slnx"],
            $"<Solution>{string.Concat(from package in Packages let id = package.Split('/')[0] select $"<Project Path=\"{id}/Judged.{id}.csproj\" />")}</Solution>");
        await RestoreAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The errors, such as NU1605; the restored packages as <c>id version hash</c>; and the runtime files as <c>kind package path</c>.
    /// </summary>
    public async Task<(string[] Errors, string[] Packages, string[] Files)> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(_folder[$"{id}/obj/project.assets.json"]);
        using JsonDocument assets = await JsonDocument.ParseAsync(file, default, cancellationToken);
        if (assets.RootElement.TryGetProperty("logs", out JsonElement logs)
            && logs.EnumerateArray().Where(log => log.GetProperty("level").GetString() == "Error").ToArray() is { Length: > 0 } errors)
        {
            return ([.. errors.Select(error => error.GetProperty("code").GetString()!).Distinct()], [], []);
        }

        JsonElement target = assets.RootElement.GetProperty("targets").GetProperty(TargetPlatform.Current.Text);
        JsonElement libraries = assets.RootElement.GetProperty("libraries");
        List<string> packages = [];
        List<string> files = [];
        foreach (JsonProperty library in target.EnumerateObject())
        {
            string[] identity = library.Name.Split('/');
            if (HostPackages.VersionOf(identity[0]) is not null)
            {
                continue;
            }

            packages.Add($"{identity[0]} {identity[1]} {libraries.GetProperty(library.Name).GetProperty("sha512").GetString()}");
            foreach ((string kind, string name) in (ReadOnlySpan<(string, string)>)[("Managed", "runtime"), ("Native", "native"), ("Satellite", "resource")])
            {
                if (library.Value.TryGetProperty(name, out JsonElement items))
                {
                    files.AddRange(from item in items.EnumerateObject()
                                   where !item.Name.EndsWith("_._", StringComparison.Ordinal)
                                   select $"{kind} {identity[0]} {item.Name}");
                }
            }
        }

        return ([], [.. packages.Order(StringComparer.OrdinalIgnoreCase)], [.. files.Order(StringComparer.OrdinalIgnoreCase)]);
    }

    private async Task RestoreAsync()
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["restore", "all.slnx", "-nodeReuse:false"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("NUGET_PACKAGES");
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string? missing = Packages.Select(package => package.Split('/')[0]).FirstOrDefault(id => !File.Exists(_folder[$"{id}/obj/project.assets.json"]));
        Assert.True(missing is null, $"{missing} was not judged: {output}");
    }
}
