using System.Globalization;

namespace Fixtures.Hostile;

internal static class Files
{
    public static string Attack(string attack, string argument) => attack switch
    {
        "read" => $"done: {File.ReadAllText(argument)}",
        "list" => $"done: {string.Join(' ', Directory.GetFileSystemEntries(argument))}",
        "write" => Write(argument),
        "symlink" => ThroughLink(argument),
        "move" => Move(argument),
        "hardlink" => ThroughHardLink(argument),
        "setuid" => SetUser(argument),
        "sysctl" => Open(argument),
        "others" => Others(),
        "memory-of" => Open(argument),
        _ => Inodes(argument),
    };

    private static string Move(string argument)
    {
        Directory.Move(argument.Split('|')[0], argument.Split('|')[1]);
        return "done";
    }

    private static string Write(string path)
    {
        File.WriteAllText(path, "written by a plugin");
        return "done: written";
    }

    private static string Open(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write);
        return "done: opened for writing";
    }

    private static string ThroughLink(string argument)
    {
        string[] parts = argument.Split('|');
        string link = Path.Combine(parts[1], "link");
        File.CreateSymbolicLink(link, parts[0]);
        return Write(link);
    }

    private static string ThroughHardLink(string argument)
    {
        string[] parts = argument.Split('|');
        string link = Path.Combine(parts[1], "hard");
        return Native.Link(parts[0], link) == 0 ? Write(link) : Native.Result(-1);
    }

    private static string SetUser(string folder)
    {
        string file = Path.Combine(folder, "setuid");
        File.WriteAllText(file, "#!/bin/sh\n");
        File.SetUnixFileMode(file, UnixFileMode.SetUser | UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        return "done: set-user-id";
    }

    // Every other process that can be seen into.
    private static string Others()
    {
        List<string> seen = [];
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id == Environment.ProcessId)
            {
                continue;
            }

            foreach (string part in (string[])["cmdline", "environ"])
            {
                try
                {
                    seen.Add(File.ReadAllText(Path.Combine(folder, part)).Replace('\0', ' '));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    seen.Add("");
                }
            }
        }

        return seen.Count == 0 ? "denied: no other process" : $"done: {string.Join('\n', seen)}";
    }

    private static string Inodes(string argument)
    {
        string[] parts = argument.Split('|');
        int count = int.Parse(parts[1], CultureInfo.InvariantCulture);
        for (int index = 0; index < count; index++)
        {
            File.WriteAllText(Path.Combine(parts[0], $"inode-{index}"), "");
        }

        return $"done: {count} files";
    }
}
