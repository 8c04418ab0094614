using System.CommandLine;
using GaoDev.Cli.Rendering;
using GaoDev.Cli.Rendering.Json;
using GaoDev.Runtime;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Local;
using GaoDev.Runtime.Packages.Lock;

namespace GaoDev.Cli.Commands;

/// <summary><c>gao-dev plugins bundle</c>: puts a plugin and all that it needs into one file. Installs nothing.</summary>
internal sealed class BundleCommand : ToolCommand
{
    public BundleCommand(Terminal terminal)
        : base("bundle", "Puts a provider package and all that it needs into one file, to install without a network.", terminal)
    {
        Arguments.Add(PackageArgument);
        Options.Add(OutputOption);
        Feeds.AddTo(this);
    }

    public Argument<string> PackageArgument { get; } = new("package") { Description = "A package id, id@version, a package file, or a folder." };

    public Option<string?> OutputOption { get; } = new("--output", "-o") { Description = $"The file to write; <id>.<version>{BundleFile.Extension} where it is not given.", HelpName = "file" };

    public FeedOptions Feeds { get; } = new();

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ProviderPluginManager manager = ToolManager.Open();
        PackageRequest request = Feeds.Apply(PackageArguments.Read(arguments.GetRequiredValue(PackageArgument)), arguments);
        PreparedInstallation prepared = await new PackageInstaller(manager.Store).PrepareAsync(request, new RestoreLog(Terminal, arguments.GetValue(JsonOption)), cancellationToken).ConfigureAwait(false);
        await using (prepared.ConfigureAwait(false))
        {
            string path = Path.GetFullPath(arguments.GetValue(OutputOption) ?? $"{prepared.PackageId}.{prepared.Version}{BundleFile.Extension}");
            LockedPlugin plugin = LockedPlugin.Of(prepared.Plugin);
            await BundleFile.WriteAsync(
                path,
                plugin,
                prepared.Packages.Where(package => plugin.Packages.Any(locked => locked.Sha512 == package.ContentHash)).DistinctBy(package => package.ContentHash),
                cancellationToken).ConfigureAwait(false);
            if (arguments.GetValue(JsonOption))
            {
                Terminal.Output.WriteLine(JsonOutput.Write(new BundleJson(path, InstallationJson.Of(prepared.Plugin))));
            }
            else
            {
                Terminal.Error.WriteLine($"  {path}   {prepared.Closure.Count} {(prepared.Closure.Count == 1 ? "package" : "packages")}");
            }
        }

        return ExitCode.Done;
    }
}
