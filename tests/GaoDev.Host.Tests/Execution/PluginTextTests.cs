using CsCheck;
using GaoDev.Providers;
using GaoDev.Runtime.Execution;

namespace GaoDev.Host.Tests.Execution;

public sealed class PluginTextTests
{
    [Theory]
    [InlineData("plain, 日本 😀", "plain, 日本 😀")]
    [InlineData("\u001b]52;c;AAAA\u0007", @"\u001b]52;c;AAAA\u0007")]
    [InlineData("a\r\n\tb", @"a\r\n\tb")]
    [InlineData("\u009b31m\u007f", @"\u009b31m\u007f")]
    [InlineData("\u202egnp.exe\u2066\u200f", @"\u202egnp.exe\u2066\u200f")]
    public void Escape_WhatSteersATerminal_IsShown(string text, string escaped) => Assert.Equal(escaped, PluginText.Escape(text));

    [Fact]
    public void Escape_LoneSurrogates_AreShown() => Assert.Equal(@"\udc00x\ud800", PluginText.Escape("\udc00x\ud800"));

    [Fact]
    public void Escape_KeepingLines_KeepsThem() => Assert.Equal("a\n\tb\\r", PluginText.Escape("a\n\tb\r", keepLines: true));

    [Fact]
    public void Escape_AnyText_HoldsNoControl() => Gen.Char.Array.Select(characters => new string(characters)).Sample(text =>
        !PluginText.Escape(text).Any(character => char.IsControl(character) || character is '\u202e' or '\u2028'));

    [Fact]
    public void Clean_Secrets_AreBlottedOutLongestFirst()
    {
        PluginText text = new(new ProviderConfiguration(
            [KeyValuePair.Create("a", "secret-1"), KeyValuePair.Create("b", "secret-1-and-more"), KeyValuePair.Create("c", "public-value")], ["a", "b"]));

        Assert.Equal("*** *** public-value", text.Clean("secret-1-and-more secret-1 public-value"));
    }
}
