using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using GaoDev.Plugins.Permissions;
using Microsoft.CodeAnalysis;

namespace GaoDev.Sdk.Tests.Corpus;

/// <summary>Every program of tests/corpus is told what is wrong with it where it is wrong, or builds and answers.</summary>
public sealed partial class CorpusTests(CorpusFixture corpus) : IClassFixture<CorpusFixture>
{
    private const string MissingMember = "CS0535";

    private static readonly IReadOnlyDictionary<string, CorpusProgram> All =
        CorpusProgram.ReadAll(Path.Combine(AppContext.BaseDirectory, "corpus")).ToDictionary(static program => program.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Program_OfTheCorpus_IsToldOrAnswers(string name)
    {
        CorpusProgram program = All[name];
        CorpusResult result = await corpus.Compiler.CompileAsync(program, TestContext.Current.CancellationToken);

        string[] expected = [.. Expected(program, "").Order()];
        IEnumerable<string> said = result.Diagnostics.Select(Show);
        if (!expected.Any(static line => line.StartsWith(MissingMember, StringComparison.Ordinal)) && expected.Any(static line => IsLeftOut(line)))
        {
            // A class that a rule refuses gets no members from the generator, and the compiler says so beside the rule.
            said = said.Where(static line => !line.StartsWith(MissingMember, StringComparison.Ordinal));
        }

        Assert.Equal(expected, said.Order());
        if (program.Flags.FirstOrDefault(static flag => flag.StartsWith("registers:", StringComparison.Ordinal)) is { } registers)
        {
            Assert.Equal(registers["registers:".Length..].Split(',', StringSplitOptions.RemoveEmptyEntries), result.Registered);
        }

        if (result.Image is null)
        {
            return;
        }

        IReadOnlyList<string> found = [.. ReadIl(result.Image)];
        Assert.Equal(Expected(program, "il:").Order(), found.Order());
        if (found.Count == 0 && !program.Flags.Contains("host"))
        {
            IReadOnlyList<string> answers = await CorpusAnswers.AskAsync(result, TestContext.Current.CancellationToken);
            Assert.True(answers.Count > 0 || program.Flags.Contains("none"), "it builds without a word and is no provider");
            Assert.All(answers, static answer => Assert.Equal("ok", answer));
        }
    }

    [Fact]
    public void Corpus_Always_HasItsSize() => Assert.True(All.Count >= 250, $"{All.Count} programs");

    private static bool IsLeftOut(string line) => line.StartsWith("GAO10", StringComparison.Ordinal) || line.StartsWith("GAO20", StringComparison.Ordinal);

    private static IEnumerable<string> Expected(CorpusProgram program, string prefix) =>
        from file in program.Files
        where file.Assembly is null
        from Match mark in Mark().Matches(file.Text)
        where mark.Groups["il"].Value == prefix
        let place = FindPlace(file.Text, mark)
        let line = file.Text[..place].Count(static c => c == '\n') + 1
        select mark.Groups["project"].Success ? $"{mark.Groups["id"].Value} (1,1)" : prefix.Length > 0
            ? $"{mark.Groups["id"].Value} {file.Name}({line})"
            : $"{mark.Groups["id"].Value} {file.Name}({line},{place - file.Text.LastIndexOf('\n', place - 1)})";

    // Several marks may stand before one place; a directive has no room for a mark, which ends the line before and may name the column.
    private static int FindPlace(string text, Match mark)
    {
        int place = mark.Index + mark.Length;
        while (Mark().Match(text, place) is { Success: true } next && next.Index == place)
        {
            place += next.Length;
        }

        return text[place] != '\n' ? place : place + (mark.Groups["column"] is { Success: true } column ? int.Parse(column.Value, System.Globalization.CultureInfo.InvariantCulture) : 1);
    }

    private static string Show(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return $"{diagnostic.Id} {span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }

    private static IEnumerable<string> ReadIl(byte[] image)
    {
        using PEReader reader = new(new MemoryStream(image));
        ISet<GuardedCapability> declared = DeclaredPermissions.Read(reader.GetMetadataReader()) ?? new HashSet<GuardedCapability>(Enum.GetValues<GuardedCapability>());
        using MetadataReaderProvider symbols = reader.ReadEmbeddedPortablePdbDebugDirectoryData(reader.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        return [.. IlPermissionReader.FindUses(reader, symbols.GetMetadataReader())
            .Where(use => use.Api.Capability != GuardedCapability.Console && !declared.Contains(use.Api.Capability))
            .Select(static use => $"{GuardedRules.IdOf(use.Api.Capability)} {use.File}({use.Line})")];
    }

    [GeneratedRegex(@"/\*(?<il>il:)?(?<project>project:)?(?<id>(?:GAO|CS)\d{4})(?::(?<column>\d+))?\*/")]
    private static partial Regex Mark();
}
