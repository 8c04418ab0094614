using System.Globalization;
using System.Net;
using GaoDev.Examples.LocalEndpoint;

// An endpoint on loopback that speaks as Azure OpenAI's chat completions do, for trying a provider without an account.
//   dotnet run -- [--port N] [--key KEY] [--deployment NAME] [--delay MILLISECONDS]

EndpointOptions options;
try
{
    options = EndpointOptions.Parse(args);
}
catch (FormatException problem)
{
    Console.Error.WriteLine($"{problem.Message}\nusage: LocalEndpoint [--port N] [--key KEY] [--deployment NAME] [--delay MILLISECONDS]");
    return 2;
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, options.Port);
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
});
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireFormat.Default));

WebApplication application = builder.Build();
application.MapPost("/openai/deployments/{deployment}/chat/completions", new ChatCompletions(options).AnswerAsync);
application.MapPost("/lines", new Lines(options).AnswerAsync);
application.MapFallback(() => AzureError.Write(404, "404", "Resource not found"));

await application.StartAsync();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listening on {application.Urls.Single()}"));
await application.WaitForShutdownAsync();
return 0;
