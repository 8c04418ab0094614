using System.Globalization;
using System.Text;
using GaoDev.Providers;

namespace GaoDev.Runtime.Execution;

/// <summary>
/// Makes a plugin's words fit for a terminal and a log: what steers a terminal or turns text around is shown instead
/// of obeyed, and the plugin's secrets are blotted out.
/// </summary>
internal sealed class PluginText
{
    // Shorter values are too likely to be part of an innocent word.
    private const int ShortestSecret = 6;

    private readonly string[] secrets;

    public PluginText(ProviderConfiguration configuration) => secrets =
    [
        .. from name in configuration.Names
           where configuration.IsSecret(name)
           let value = configuration.GetString(name)
           where value.Length >= ShortestSecret
           orderby value.Length descending
           select value,
    ];

    /// <summary>The text without the plugin's secrets, escaped.</summary>
    /// <param name="text">What the plugin said.</param>
    /// <param name="keepLines">Whether line breaks stay line breaks.</param>
    public string Clean(string text, bool keepLines = false)
    {
        foreach (string secret in secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return Escape(text, keepLines);
    }

    /// <summary>The text with control characters, bidirectional controls and lone surrogates written as escapes.</summary>
    public static string Escape(string text, bool keepLines = false)
    {
        StringBuilder? escaped = null;
        int copied = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char current = text[index];
            if (char.IsHighSurrogate(current) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
                continue;
            }

            if ((keepLines && current is '\n' or '\t') || !IsUnsafe(current))
            {
                continue;
            }

            escaped ??= new StringBuilder(text.Length + 16);
            escaped.Append(text, copied, index - copied).Append(current switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)current:x4}"),
            });
            copied = index + 1;
        }

        return escaped is null ? text : escaped.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is
            '\u061C' or '\u200E' or '\u200F' or
            '\u2028' or '\u2029' or
            (>= '\u202A' and <= '\u202E') or
            (>= '\u2066' and <= '\u2069') or
            '\uFEFF';
}
