using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace GaoDev.Benchmarks.Installing;

/// <summary>The child that sets the limit: fetches known packages, hashes and unzips them, and nothing else.</summary>
internal static class FetchRun
{
    private const int Parallelism = 8;

    public static int Run(string index, string folder, ReadOnlySpan<string> packages)
    {
        using HttpClient client = new();
        using JsonDocument document = JsonDocument.Parse(client.GetByteArrayAsync(new Uri(index)).GetAwaiter().GetResult());
        string container = document.RootElement.GetProperty("resources").EnumerateArray()
            .First(resource => resource.GetProperty("@type").GetString()!.StartsWith("PackageBaseAddress/", StringComparison.Ordinal))
            .GetProperty("@id").GetString()!.TrimEnd('/');
        Parallel.ForEach(packages.ToArray(), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, package =>
        {
            string[] parts = package.Split('/');
            byte[] content = client.GetByteArrayAsync(new Uri($"{container}/{parts[0]}/{parts[1]}/{parts[0]}.{parts[1]}.nupkg")).GetAwaiter().GetResult();
            SHA512.HashData(content);
            ZipFile.ExtractToDirectory(new MemoryStream(content), Path.Combine(folder, parts[0]));
        });
        return 0;
    }
}
