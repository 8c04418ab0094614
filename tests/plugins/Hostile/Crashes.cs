using System.Runtime.InteropServices;

namespace Fixtures.Hostile;

internal static class Crashes
{
    public static string Crash(string how)
    {
        switch (how)
        {
            case "stack":
                Overflow(0);
                break;
            case "failfast":
                Environment.FailFast("\u001b[31mgiving up");
                break;
            case "exit":
                Environment.Exit(0);
                break;
            case "null":
                Marshal.WriteInt32(0x0dead000, 0);
                break;
            case "thread":
                Thread thread = new(() => throw new InvalidOperationException("on a thread of its own"));
                thread.Start();
                thread.Join();
                break;
        }

        return "still here";
    }

    private static int Overflow(int depth) => Overflow(depth + 1) + 1;
}
