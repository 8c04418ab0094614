using CsCheck;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime;
using GaoDev.Runtime.Configuration;

namespace GaoDev.Host.Tests.Confinement;

public sealed class LimitSettingsTests
{
    private static readonly string[] Names = ["ResidentMemory", "WallTime", "Threads", "ProcessorShare"];

    [Fact]
    public void Limit_Any_CanBeSetByItsName()
    {
        foreach (System.Reflection.PropertyInfo limit in typeof(PluginLimits).GetProperties().Where(property => property.CanWrite))
        {
            string value = limit.PropertyType == typeof(TimeSpan) ? "7min" : limit.Name.EndsWith("Memory", StringComparison.Ordinal) ? "1GiB" : "777";

            PluginLimits set = LimitSettings.Set(new PluginLimits(), limit.Name, value, "a test");

            Assert.NotEqual(limit.GetValue(new PluginLimits()), limit.GetValue(set));
        }
    }

    [Theory]
    [InlineData("resident-memory", "1.5GiB", 1610612736)]
    [InlineData("RESIDENT_MEMORY", "200 MiB", 209715200)]
    [InlineData("ResidentMemory", "209715200", 209715200)]
    [InlineData("ResidentMemory", "204800kib", 209715200)]
    public void Size_WithAUnit_IsRead(string name, string text, long bytes) =>
        Assert.Equal(bytes, LimitSettings.Set(new PluginLimits(), name, text, "a test").ResidentMemory);

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("90s", 90)]
    [InlineData("1.5h", 5400)]
    public void Time_WithAUnit_IsRead(string text, double seconds) =>
        Assert.Equal(seconds, LimitSettings.Set(new PluginLimits(), "WallTime", text, "a test").WallTime.TotalSeconds);

    [Theory]
    [InlineData("Memory", "1GiB")]
    [InlineData("ResidentMemory", "0")]
    [InlineData("ResidentMemory", "-1GiB")]
    [InlineData("ResidentMemory", "1TiB")]
    [InlineData("ResidentMemory", "8MiB")]
    [InlineData("Threads", "8")]
    [InlineData("Threads", "99999999999")]
    [InlineData("WallTime", "5")]
    [InlineData("WallTime", "NaNs")]
    [InlineData("Updates", "")]
    public void Limit_ThatCannotBe_IsRefusedWithWhereItStands(string name, string text)
    {
        PluginException refusal = Assert.Throws<PluginException>(() => LimitSettings.Set(new PluginLimits(), name, text, "/a/file"));

        Assert.Equal(PluginErrorCode.ConfigurationInvalid, refusal.Code);
        Assert.StartsWith("/a/file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_AnyText_IsReadOrRefused() => Gen.Select(Gen.Int[0, Names.Length - 1], Gen.String).Sample((which, text) =>
    {
        try
        {
            PluginLimits limits = LimitSettings.Set(new PluginLimits(), Names[which], text, "a test");
            Assert.True(limits.ResidentMemory > 0 && limits.WallTime > TimeSpan.Zero && limits.Threads > 0 && limits.ProcessorShare > 0);
        }
        catch (PluginException)
        {
            // As it should be.
        }
    });

    [Fact]
    public void File_OfTheUser_SetsLimitsAndOfAProjectMayNot()
    {
        const string Text = "plugins:\n  limits:\n    resident_memory: 1GiB\n    Updates: 5\n";

        Assert.Equal(["resident_memory", "Updates"], ConfigurationFile.Parse("/home/config.yaml", new StringReader(Text), isProject: false).Limits.Keys);
        PluginException refusal = Assert.Throws<PluginException>(() => ConfigurationFile.Parse("/project/gao-dev.yaml", new StringReader(Text), isProject: true));
        Assert.Contains("line 2", refusal.Message, StringComparison.Ordinal);
    }
}
