using Microsoft.CodeAnalysis;

namespace GaoDev.Editor.Tests;

/// <summary>What somebody sees who opens a new provider in an editor and types.</summary>
public sealed class EditorTests(TemplateProject template) : IClassFixture<TemplateProject>
{
    private const string Cancelled = "cancellationToken.ThrowIfCancellationRequested();";

    [Fact]
    public async Task Open_NewProvider_ShowsNothingAndHasItsGeneratedFile()
    {
        Assert.Empty(template.Failures);
        Assert.Empty(await EditedDocument.Open(template.Project).SquigglesAsync());
        Assert.Equal(
            ["ContosoProviderPlugin.g.cs"],
            (await template.Project.GetSourceGeneratedDocumentsAsync(TestContext.Current.CancellationToken)).Select(static document => document.HintName).Where(static name => name.EndsWith("Plugin.g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Complete_InsideTheClass_OffersGeneratedMembers()
    {
        EditedDocument document = await EditedDocument.Open(template.Project).TypeAsync(Cancelled, Cancelled + " this.");

        IReadOnlyList<string> offered = await document.CompleteAsync("this.");

        Assert.Superset(new HashSet<string> { "Name", "Version", "SupportedModels", "SupportsTool" }, offered.ToHashSet());
    }

    [Fact]
    public async Task Complete_InsideTheAttribute_OffersItsProperties()
    {
        EditedDocument document = await EditedDocument.Open(template.Project).TypeAsync("[ProviderPlugin(\"contoso\", ", "[ProviderPlugin(\"contoso\", M");

        Assert.Contains("Models", (await document.CompleteAsync("[ProviderPlugin(\"contoso\", M")).Select(static name => name.Split(' ')[0]));
    }

    [Fact]
    public async Task Type_UndeclaredUse_IsUnderlinedAndDeclaredByTheLightBulb()
    {
        EditedDocument document = await EditedDocument.Open(template.Project).TypeAsync(Cancelled, Cancelled + " string notes = await File.ReadAllTextAsync(\"notes\", cancellationToken); context.Logger.Equals(notes);");

        Diagnostic found = Assert.Single(await document.SquigglesAsync());
        (IReadOnlyList<string> titles, EditedDocument repaired) = await document.FixAsync(found);

        Assert.Equal(("GAO3001", DiagnosticSeverity.Error, "File.ReadAllTextAsync"), (found.Id, found.Severity, await document.TextOfAsync(found)));
        Assert.NotEmpty(titles);
        Assert.Contains("FileAccess(", await repaired.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await repaired.SquigglesAsync());
    }

    [Fact]
    public async Task Type_NameThatIsNone_IsUnderlinedAndNormalized()
    {
        EditedDocument document = await EditedDocument.Open(template.Project).TypeAsync("[ProviderPlugin(\"contoso\"", "[ProviderPlugin(\"Contoso AI\"");

        Diagnostic found = (await document.SquigglesAsync()).First(static diagnostic => diagnostic.Id.StartsWith("GAO", StringComparison.Ordinal));
        (_, EditedDocument repaired) = await document.FixAsync(found);

        Assert.Equal(("GAO2001", "\"Contoso AI\""), (found.Id, await document.TextOfAsync(found)));
        Assert.Contains("[ProviderPlugin(\"contoso-ai\"", await repaired.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await repaired.SquigglesAsync());
    }

    [Fact]
    public async Task Type_ClassWithoutTheInterface_GetsItWithItsMembers()
    {
        EditedDocument document = await EditedDocument.Open(template.Project).TypeAsync("(ProviderContext context) : IAgentProvider", "(ProviderContext context)");

        Diagnostic found = (await document.SquigglesAsync()).First(static diagnostic => diagnostic.Id == "GAO1001");
        (_, EditedDocument repaired) = await document.FixAsync(found);

        Assert.Equal("ContosoProvider", await document.TextOfAsync(found));
        Assert.Contains(": IAgentProvider", await repaired.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await repaired.SquigglesAsync());
    }
}
