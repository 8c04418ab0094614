using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GaoDev.Runtime.Configuration;

/// <summary>Stops at a depth that no configuration needs, before the reader's recursion overruns the stack.</summary>
internal sealed class DepthLimitedParser(IParser parser) : IParser
{
    private const int MaximumDepth = 16;
    private int depth;

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        bool moved = parser.MoveNext();
        if (moved)
        {
            depth += Current!.NestingIncrease;
            if (depth > MaximumDepth)
            {
                throw new YamlException(Current.Start, Current.End, $"it is nested deeper than {MaximumDepth} levels");
            }
        }

        return moved;
    }
}
