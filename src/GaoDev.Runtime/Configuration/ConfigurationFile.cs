using GaoDev.Plugins.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GaoDev.Runtime.Configuration;

/// <summary>
/// One configuration file in YAML: <c>providers.default</c> and <c>providers.&lt;name&gt;.&lt;option&gt;</c>. Other
/// sections belong to other features and are left alone. Immutable and thread-safe.
/// </summary>
internal sealed class ConfigurationFile
{
    private const long MaximumBytes = 1024 * 1024;
    private readonly Dictionary<string, Dictionary<string, string>> providers = new(StringComparer.OrdinalIgnoreCase);

    private ConfigurationFile(string path, bool isProject)
    {
        Path = path;
        IsProject = isProject;
    }

    public string Path { get; }

    /// <summary>Whether it came with a project, which may be a stranger's.</summary>
    public bool IsProject { get; }

    /// <summary>The provider of a task that names none, or null.</summary>
    public string? DefaultProvider { get; private set; }

    /// <summary>Whether installed and found plugins count at all, or null.</summary>
    public bool? PluginsEnabled { get; private set; }

    /// <summary>The providers that are known and may not be used.</summary>
    public IReadOnlyList<string> DisabledPlugins { get; private set; } = [];

    /// <summary>What plugins may use, as <c>plugins.limits</c> says. Empty for a project's file.</summary>
    public IReadOnlyDictionary<string, string> Limits { get; private set; } = new Dictionary<string, string>();

    /// <summary>The providers to ask in turn, or null.</summary>
    public IReadOnlyList<string>? FallbackChain { get; private set; }

    /// <summary>Whether the next provider is asked where the first one fails, or null.</summary>
    public bool? AutoFallback { get; private set; }

    /// <summary>The values of <c>providers.selection</c>.</summary>
    public IReadOnlyDictionary<string, string> Selection { get; private set; } = new Dictionary<string, string>();

    /// <summary>The values of <c>providers.selection.models</c>: a provider's name and the model to ask it for.</summary>
    public IReadOnlyDictionary<string, string> SelectionModels { get; private set; } = new Dictionary<string, string>();

    /// <summary>The values of <c>providers.selection.prices</c>: a provider's name and what it costs.</summary>
    public IReadOnlyDictionary<string, string> SelectionPrices { get; private set; } = new Dictionary<string, string>();

    /// <summary>The values of <c>providers.selection.composite_weights</c>: a strategy and what its vote weighs.</summary>
    public IReadOnlyDictionary<string, string> SelectionWeights { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads a file, or gives null where there is none.</summary>
    /// <exception cref="PluginException">It cannot be read, or is not valid.</exception>
    public static ConfigurationFile? Read(string path, bool isProject)
    {
        try
        {
            FileInfo info = new(path);
            if (!info.Exists)
            {
                return null;
            }

            if (info.Length > MaximumBytes)
            {
                throw Invalid(path, 1, $"it is larger than {MaximumBytes / 1024} KiB");
            }

            using StreamReader reader = info.OpenText();
            return Parse(path, reader, isProject);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(PluginErrorCode.ConfigurationInvalid, $"{path} cannot be read: {exception.Message}", "Make it readable, or remove it.", innerException: exception);
        }
    }

    public static ConfigurationFile Parse(string path, TextReader text, bool isProject)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(new DepthLimitedParser(new Parser(text)));
        }
        catch (YamlException exception)
        {
            throw Invalid(path, exception.Start.Line, exception.Message, exception);
        }

        ConfigurationFile file = new(path, isProject);
        if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is not YamlScalarNode { Value: null or "" })
        {
            YamlMappingNode root = file.Mapping(stream.Documents[0].RootNode, "the file");
            foreach ((YamlNode key, YamlNode value) in root.Children)
            {
                switch (file.Scalar(key, "a key"))
                {
                    case "providers": file.ReadProviders(file.Mapping(value, "providers")); break;
                    case "plugins": file.ReadPlugins(file.Mapping(value, "plugins")); break;
                }
            }
        }

        return file;
    }

    /// <summary>The names of the options that the file sets for a provider.</summary>
    public IEnumerable<string> GetOptionNames(string provider) => providers.TryGetValue(provider, out Dictionary<string, string>? options) ? options.Keys : [];

    /// <summary>The value of an option, or null where the file has none.</summary>
    public string? GetOption(string provider, string option) =>
        providers.TryGetValue(provider, out Dictionary<string, string>? options) ? options.GetValueOrDefault(option) : null;

    // Sections of "providers" that are not the name of a provider.
    private static readonly string[] Reserved = ["default", "auto_detect", "auto_fallback", "fallback_chain", "selection"];

    private void ReadProviders(YamlMappingNode section)
    {
        foreach ((YamlNode key, YamlNode value) in section.Children)
        {
            string name = Scalar(key, "a provider's name");
            if (name == "default")
            {
                DefaultProvider = Scalar(value, "providers.default");
            }

            if (Reserved.Contains(name))
            {
                ReadSelection(name, value);
                continue;
            }

            Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);
            foreach ((YamlNode option, YamlNode setting) in Mapping(value, $"providers.{name}").Children)
            {
                string optionName = Scalar(option, "an option's name");
                options[optionName] = Scalar(setting, $"providers.{name}.{optionName}");
            }

            if (!providers.TryAdd(name, options))
            {
                throw Invalid(Path, key.Start.Line, $"providers.{name} is there twice");
            }
        }
    }

    private void ReadPlugins(YamlMappingNode section)
    {
        foreach ((YamlNode key, YamlNode value) in section.Children)
        {
            switch (Scalar(key, "a key of plugins"))
            {
                case "enabled":
                    PluginsEnabled = bool.TryParse(Scalar(value, "plugins.enabled"), out bool enabled) ? enabled : throw Invalid(Path, value.Start.Line, "plugins.enabled must be true or false");
                    break;
                case "disabled":
                    DisabledPlugins = Names(value, "plugins.disabled");
                    break;
                case "limits" when IsProject:
                    throw Invalid(Path, key.Start.Line, "plugins.limits is set in ~/.gao-dev/config.yaml only, since a project may be a stranger's");
                case "limits":
                    Limits = Mapping(value, "plugins.limits").Children.ToDictionary(limit => Scalar(limit.Key, "a limit's name"), limit => Scalar(limit.Value, "a limit"));
                    break;
            }
        }
    }

    private string[] Names(YamlNode node, string what) => node is YamlSequenceNode list
        ? [.. list.Children.Select(entry => Scalar(entry, $"an entry of {what}"))]
        : throw Invalid(Path, node.Start.Line, $"{what} must be a list of names");

    private void ReadSelection(string name, YamlNode value)
    {
        switch (name)
        {
            case "fallback_chain":
                FallbackChain = Names(value, "providers.fallback_chain");
                break;
            case "auto_fallback":
                AutoFallback = bool.TryParse(Scalar(value, "providers.auto_fallback"), out bool fallback)
                    ? fallback
                    : throw Invalid(Path, value.Start.Line, "providers.auto_fallback must be true or false");
                break;
            case "selection":
                YamlMappingNode selection = Mapping(value, "providers.selection");
                Selection = selection.Children.Where(entry => entry.Value is YamlScalarNode).ToDictionary(entry => Scalar(entry.Key, "a name"), entry => Scalar(entry.Value, "a value"));
                SelectionModels = Map(selection, "models");
                SelectionPrices = Map(selection, "prices");
                SelectionWeights = Map(selection, "composite_weights");
                break;
        }
    }

    private Dictionary<string, string> Map(YamlMappingNode selection, string name)
    {
        string what = $"providers.selection.{name}";
        return selection.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode key && key.Value == name).Value is { } map
            ? Mapping(map, what).Children.ToDictionary(entry => Scalar(entry.Key, $"a name in {what}"), entry => Scalar(entry.Value, $"a value of {what}"))
            : [];
    }

    private YamlMappingNode Mapping(YamlNode node, string what) =>
        node as YamlMappingNode ?? throw Invalid(Path, node.Start.Line, $"{what} must hold names and values");

    private string Scalar(YamlNode node, string what) =>
        (node as YamlScalarNode)?.Value ?? throw Invalid(Path, node.Start.Line, $"{what} must be one value");

    private static PluginException Invalid(string path, long line, string problem, Exception? cause = null) =>
        new(PluginErrorCode.ConfigurationInvalid, $"{path} is not valid, line {line}: {problem}.", "Correct that line.", innerException: cause);
}
