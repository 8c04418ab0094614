using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace GaoDev.Benchmarks.Fetch;

/// <summary>
/// Sets the limit of installing: fetches known packages, hashes and unzips them, and nothing else. Arguments: the feed's
/// index, the folder to unzip to, and <c>id/version</c> of each package.
/// </summary>
internal static class Program
{
    private const int AtOnce = 8;

    public static async Task<int> Main(string[] args)
    {
        using HttpClient client = new();
        using JsonDocument document = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(args[0])));
        string container = document.RootElement.GetProperty("resources").EnumerateArray()
            .First(resource => resource.GetProperty("@type").GetString()!.StartsWith("PackageBaseAddress/", StringComparison.Ordinal))
            .GetProperty("@id").GetString()!.TrimEnd('/');
        await Parallel.ForEachAsync(args.Skip(2), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (package, cancellationToken) =>
        {
            string[] parts = package.Split('/');
            byte[] content = await client.GetByteArrayAsync(new Uri($"{container}/{parts[0]}/{parts[1]}/{parts[0]}.{parts[1]}.nupkg"), cancellationToken);
            SHA512.HashData(content);
            ZipFile.ExtractToDirectory(new MemoryStream(content), Path.Combine(args[1], parts[0]));
        });
        return 0;
    }
}
