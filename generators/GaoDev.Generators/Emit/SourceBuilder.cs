using System.Text;

namespace GaoDev.Generators.Emit;

/// <summary>Text with indentation. Lines end in a line feed on every machine, so that the same input gives the same bytes.</summary>
internal sealed class SourceBuilder
{
    private readonly StringBuilder text = new();
    private int depth;

    public SourceBuilder Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', depth * 4).Append(line);
        }

        text.Append('\n');
        return this;
    }

    public SourceBuilder Open(string? line = null)
    {
        if (line is not null)
        {
            Line(line);
        }

        Line("{");
        depth++;
        return this;
    }

    public SourceBuilder Close(string end = "")
    {
        depth--;
        return Line("}" + end);
    }

    public override string ToString() => text.ToString();
}
