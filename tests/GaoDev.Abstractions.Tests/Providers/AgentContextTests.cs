using GaoDev.Providers;

namespace GaoDev.Abstractions.Tests.Providers;

public sealed class AgentContextTests
{
    [Fact]
    public void Construction_RelativeRoot_BothPathsAbsolute()
    {
        AgentContext context = new("some-project");

        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "some-project"), context.ProjectRoot);
        Assert.Equal(context.ProjectRoot, context.WorkingDirectory);
    }

    [Fact]
    public void Construction_MissingWorkingDirectory_RootUsed()
    {
        string root = Path.GetTempPath();

        AgentContext context = new(root, Path.Combine(root, Guid.NewGuid().ToString("N")));

        Assert.Equal(Path.GetFullPath(root), context.WorkingDirectory);
    }

    [Fact]
    public void Construction_ExistingWorkingDirectory_Used()
    {
        string working = Directory.CreateTempSubdirectory("gaodev-").FullName;
        try
        {
            Assert.Equal(working, new AgentContext("/", working).WorkingDirectory);
        }
        finally
        {
            Directory.Delete(working);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Construction_NoRoot_Refused(string? root) => Assert.ThrowsAny<ArgumentException>(() => new AgentContext(root!));

    [Fact]
    public void Flags_NotSet_AllowAsTheContractSays()
    {
        AgentContext context = new("/");

        Assert.True(context.AllowDestructiveOperations);
        Assert.True(context.EnableNetwork);
        Assert.Empty(context.Metadata);
        Assert.Empty(context.EnvironmentVariables);
    }
}
