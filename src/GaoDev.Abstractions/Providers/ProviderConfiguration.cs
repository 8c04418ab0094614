using System.Globalization;
using System.Text;

namespace GaoDev.Providers;

/// <summary>
/// The settings of one provider, by option name, ignoring case. Values are text; the getters read them as a type in
/// the invariant culture. Immutable. <see cref="ToString"/> never shows a secret.
/// </summary>
public sealed class ProviderConfiguration
{
    // Plain collections: frozen ones cost more at their first use, at every start, than they save here.
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> secrets;

    /// <summary>Creates a configuration.</summary>
    /// <param name="values">Option names and values. Where a name occurs twice the last one counts.</param>
    /// <param name="secretNames">The names whose values are never shown.</param>
    public ProviderConfiguration(IEnumerable<KeyValuePair<string, string>> values, IEnumerable<string>? secretNames = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, string value) in values)
        {
            this.values[name] = value;
        }

        secrets = new(secretNames ?? [], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>No settings at all.</summary>
    public static ProviderConfiguration Empty { get; } = new([]);

    /// <summary>The names that have a value.</summary>
    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>Whether the option's value is a secret.</summary>
    public bool IsSecret(string name) => secrets.Contains(name);

    /// <summary>The value, or null where it is not set.</summary>
    public string? GetString(string name) => values.GetValueOrDefault(name);

    /// <summary>The value of an option that must be set.</summary>
    /// <exception cref="ProviderConfigurationException">It is not set, or empty.</exception>
    public string GetRequiredString(string name) =>
        GetString(name) is { Length: > 0 } value ? value : throw ProviderConfigurationException.Missing(name);

    /// <summary>The value as a whole number, or null where it is not set.</summary>
    /// <exception cref="ProviderConfigurationException">It is no whole number.</exception>
    public int? GetInt32(string name) =>
        Parse<int>(name, "a whole number", static (string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value));

    /// <summary>The value as a number, or null where it is not set.</summary>
    /// <exception cref="ProviderConfigurationException">It is no finite number.</exception>
    public double? GetDouble(string name) =>
        Parse<double>(name, "a number", static (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    /// <summary>The value as <c>true</c> or <c>false</c>, or null where it is not set.</summary>
    /// <exception cref="ProviderConfigurationException">It is neither.</exception>
    public bool? GetBoolean(string name) => Parse<bool>(name, "true or false", bool.TryParse);

    /// <summary>The value, a number of seconds, as a length of time, or null where it is not set.</summary>
    /// <exception cref="ProviderConfigurationException">It is no positive number.</exception>
    public TimeSpan? GetSeconds(string name) =>
        Parse<TimeSpan>(name, "a positive number of seconds", static (string text, out TimeSpan value) =>
        {
            bool valid = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                && seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds;
            value = valid ? TimeSpan.FromSeconds(seconds) : default;
            return valid;
        });

    /// <summary>The value as an absolute address, or null where it is not set.</summary>
    /// <exception cref="ProviderConfigurationException">It is no absolute http or https address.</exception>
    public Uri? GetUri(string name)
    {
        string? text = GetString(name);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri
            : throw ProviderConfigurationException.Malformed(name, "an absolute http or https address");
    }

    /// <summary>The names and values in order of name, with <c>***</c> for each secret.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string name in values.Keys.Order(StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(name).Append('=').Append(IsSecret(name) ? "***" : values[name]);
        }

        return text.ToString();
    }

    private delegate bool TryParse<T>(string text, out T value);

    private T? Parse<T>(string name, string expected, TryParse<T> parse)
        where T : struct
    {
        string? text = GetString(name);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return parse(text, out T value) ? value : throw ProviderConfigurationException.Malformed(name, expected);
    }
}
