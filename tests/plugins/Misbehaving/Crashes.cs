using System.Runtime.InteropServices;

namespace Fixtures.Misbehaving;

internal static class Crashes
{
    public static void Crash(string how)
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
                Marshal.WriteInt32(0, 0);
                break;
            case "thread":
                Thread thread = new(() => throw new InvalidOperationException("on a thread of its own"));
                thread.Start();
                thread.Join();
                break;
        }
    }

    private static int Overflow(int depth) => Overflow(depth + 1) + 1;
}
