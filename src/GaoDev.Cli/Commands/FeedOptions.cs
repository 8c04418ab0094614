using System.CommandLine;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Packages.Store;
using GaoDev.Runtime.Trust;

namespace GaoDev.Cli.Commands;

/// <summary>The options that say where packages come from, the same on every command that restores.</summary>
internal sealed class FeedOptions
{
    public Option<string[]> SourceOption { get; } = new("--source") { Description = "A NuGet source to use in place of the configured ones. May be given several times.", HelpName = "address or folder" };

    public Option<string[]> AddSourceOption { get; } = new("--add-source") { Description = "A NuGet source to use beside the others. May be given several times.", HelpName = "address or folder" };

    public Option<string?> ConfigurationOption { get; } = new("--configfile") { Description = "The nuget.config to use, and no other.", HelpName = "file" };

    public Option<bool> PrereleaseOption { get; } = new("--prerelease") { Description = "The latest version may be a pre-release." };

    public Option<bool> NoCacheOption { get; } = new("--no-cache") { Description = "Ask sources for what NuGet has cached of them." };

    public Option<bool> IgnoreFailedOption { get; } = new("--ignore-failed-sources") { Description = "Go on without a source that cannot be reached, where another one has what is needed." };

    public Option<double?> TimeoutOption { get; } = new("--timeout") { Description = "Seconds that a source may be silent. 60 unless told.", HelpName = "seconds" };

    public Option<string?> PolicyOption { get; } = new("--policy") { Description = "The policy file that says what may be installed unasked, and at all.", HelpName = "file" };

    public void AddTo(Command command)
    {
        command.Options.Add(SourceOption);
        command.Options.Add(AddSourceOption);
        command.Options.Add(ConfigurationOption);
        command.Options.Add(PrereleaseOption);
        command.Options.Add(NoCacheOption);
        command.Options.Add(IgnoreFailedOption);
        command.Options.Add(TimeoutOption);
        command.Options.Add(PolicyOption);
    }

    public PackageRequest Apply(PackageRequest request, ParseResult arguments) => request with
    {
        Sources = arguments.GetValue(SourceOption) ?? [],
        AddedSources = arguments.GetValue(AddSourceOption) ?? [],
        ConfigurationFile = arguments.GetValue(ConfigurationOption),
        IncludePrerelease = arguments.GetValue(PrereleaseOption),
        NoCache = arguments.GetValue(NoCacheOption),
        IgnoreFailedSources = arguments.GetValue(IgnoreFailedOption),
        Patience = TimeoutArgument.Read(arguments.GetValue(TimeoutOption)) ?? request.Patience,
        Policy = PolicyFile.Find(arguments.GetValue(PolicyOption), StoreLayout.DefaultHome()),
    };
}
