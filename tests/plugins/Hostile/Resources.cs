using System.Globalization;

namespace Fixtures.Hostile;

/// <summary>Takes what it can get, up to a bound that no machine minds.</summary>
internal static class Resources
{
    private const int MiB = 1024 * 1024;

    private static readonly List<object> Kept = [];

    public static string Attack(string attack, string argument)
    {
        int amount = int.Parse(argument, CultureInfo.InvariantCulture);
        return attack switch
        {
            "managed" => Managed(amount),
            "native" => Mapped(amount, static () => Native.Allocate(16 * MiB)),
            "shared" => Mapped(amount, static () => Native.Map(0, 16 * MiB, 3, 0x21, -1, 0)),
            "memfd" => MemoryFile(amount),
            "sysv" => SystemV(amount),
            "pipes" => Pipes(amount),
            "threads" => Threads(amount),
            "descriptors" => Descriptors(amount),
            "unmanaged" => Unmanaged(amount),
            "file" => WriteFile(amount),
            "work" => Work(amount),
            _ => Spin(amount),
        };
    }

    public static string Print(string argument)
    {
        string line = new('e', 1000);
        for (int count = int.Parse(argument, CultureInfo.InvariantCulture); count > 0; count--)
        {
            Console.Error.WriteLine(line);
        }

        return "done: printed";
    }

    private static string Managed(int amount)
    {
        for (int taken = 0; taken < amount; taken += 16)
        {
            byte[] block = new byte[16 * MiB];
            Array.Fill(block, (byte)1);
            Kept.Add(block);
        }

        return $"done: {amount} MiB";
    }

    private static string Mapped(int amount, Func<nint> allocate)
    {
        for (int taken = 0; taken < amount; taken += 16)
        {
            nint block = allocate();
            if (block is 0 or -1)
            {
                return $"denied: after {taken} MiB";
            }

            Native.Fill(block, 1, 16 * MiB);
        }

        return $"done: {amount} MiB";
    }

    private static string MemoryFile(int amount)
    {
        using StringPointer name = new("m");
        nint descriptor = Native.SystemCall(319, name.Address, 0, 0, 0, 0);
        if (descriptor < 0)
        {
            return Native.Result(descriptor);
        }

        using FileStream file = new(new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write);
        byte[] block = new byte[MiB];
        for (int taken = 0; taken < amount; taken++)
        {
            file.Write(block);
        }

        return $"done: {amount} MiB";
    }

    private static string SystemV(int amount)
    {
        nint id = Native.SystemCall(29, 0, (nint)amount * MiB, 0x380, 0, 0);
        if (id >= 0)
        {
            // Removed at once, so that nothing stays.
            _ = Native.SystemCall(31, id, 0, 0, 0, 0);
        }

        return Native.Result(id);
    }

    private static unsafe string Pipes(int amount)
    {
        int* ends = stackalloc int[2];
        for (int count = 0; count < amount; count++)
        {
            if (Native.Pipe(ends) != 0)
            {
                return $"denied: after {count}";
            }
        }

        return $"done: {amount} pipes";
    }

    private static unsafe string Unmanaged(int amount)
    {
        for (int taken = 0; taken < amount; taken += 16)
        {
            System.Runtime.InteropServices.NativeMemory.Clear(System.Runtime.InteropServices.NativeMemory.Alloc(16 * MiB), 16 * MiB);
        }

        return $"done: {amount} MiB";
    }

    private static string WriteFile(int amount)
    {
        byte[] block = new byte[MiB];
        string path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "large");
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        for (int taken = 0; taken < amount; taken++)
        {
            file.Write(block);
        }

        return $"done: {amount} MiB";
    }

    private static string Threads(int amount)
    {
        for (int count = 0; count < amount; count++)
        {
            new Thread(static () => Thread.Sleep(Timeout.Infinite), 128 * 1024) { IsBackground = true }.Start();
        }

        return $"done: {amount} threads";
    }

    private static string Descriptors(int amount)
    {
        for (int count = 0; count < amount; count++)
        {
            Kept.Add(File.OpenHandle("/dev/null"));
        }

        return $"done: {amount} descriptors";
    }

    // Seconds of one processor.
    private static string Work(int amount)
    {
        long until = Environment.TickCount64 + (amount * 1000L);
        while (Environment.TickCount64 < until)
        {
        }

        return "done: worked";
    }

    private static string Spin(int threads)
    {
        for (int count = 1; count < threads; count++)
        {
            new Thread(static () => SpinForever()) { IsBackground = true }.Start();
        }

        SpinForever();
        return "done";
    }

    private static void SpinForever()
    {
        long sum = 0;
        while (true)
        {
            sum++;
        }
    }
}
