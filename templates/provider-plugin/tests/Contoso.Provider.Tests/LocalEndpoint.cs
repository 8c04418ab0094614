using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Contoso.Provider.Tests;

/// <summary>The backend on a free loopback port: it answers with the words of the prompt. It lives as long as the tests.</summary>
internal sealed class LocalEndpoint
{
    private readonly HttpListener listener;

    public LocalEndpoint()
    {
        // A free port cannot be asked for here, so it is looked for.
        for (int port = Random.Shared.Next(20_000, 30_000); ; port++)
        {
            Address = $"http://127.0.0.1:{port}/";
            listener = new HttpListener();
            listener.Prefixes.Add(Address);
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                listener.Close();
            }
        }

        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext exchange = await listener.GetContextAsync();
            _ = Task.Run(() => AnswerAsync(exchange));
        }
    }

    private static async Task AnswerAsync(HttpListenerContext exchange)
    {
        try
        {
            using JsonDocument question = await JsonDocument.ParseAsync(exchange.Request.InputStream);
            string[] words = question.RootElement.GetProperty("prompt").GetString()!.Split(' ');
            foreach (string word in words)
            {
                await WriteAsync(new JsonObject { ["text"] = word + " " });
            }

            await WriteAsync(new JsonObject { ["done"] = true, ["input_tokens"] = words.Length, ["output_tokens"] = words.Length });
            exchange.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client went away, which some checks do.
        }

        async Task WriteAsync(JsonObject line)
        {
            await exchange.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));
            await exchange.Response.OutputStream.FlushAsync();
        }
    }
}
