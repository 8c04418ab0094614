// Serves a folder of .nupkg files as a NuGet V3 feed on loopback:
//   dotnet run --project examples/local-feed -- <folder> [--port 0]
// prints the feed's address on stdout, and runs until it is stopped.
using System.Globalization;
using GaoDev.LocalFeed;

int port = 0;
string? folder = null;
for (int index = 0; index < args.Length; index++)
{
    if (args[index] != "--port")
    {
        folder = args[index];
    }
    else if (++index >= args.Length || !int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out port))
    {
        folder = null;
        break;
    }
}

if (folder is null || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: local-feed <folder with .nupkg files> [--port <number, 0 for any>]");
    return 2;
}

await using FolderFeed feed = await FolderFeed.StartAsync(folder, port);
Console.WriteLine(feed.Address);
await feed.Completion;
return 0;
