using GaoDev;
using GaoDev.Examples.Hosting;
using GaoDev.Providers;
using GaoDev.Runtime;
using Microsoft.Extensions.DependencyInjection;

// An application with two providers that it got as packages and one that it registers by hand. Nothing is looked up by reflection, so it publishes as
// Native AOT.
//   dotnet run -- [provider] [prompt]

string name = args.ElementAtOrDefault(0) ?? "echo";
string prompt = args.ElementAtOrDefault(1) ?? "Hello from a provider that came as a package.";

ServiceCollection services = new();
services.AddGaoDev(gaodev =>
{
    gaodev.AddReferencedProviders();
    gaodev.AddProvider(new ShoutPlugin(punctuation: "!"));
});
await using ServiceProvider container = services.BuildServiceProvider();
ProviderFactory providers = container.GetRequiredService<ProviderFactory>();

using CancellationTokenSource cancellation = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancellation.Cancel();
};

try
{
    Console.Error.WriteLine($"providers: {string.Join(", ", providers.ListProviders())}");
    await using IAgentProvider provider = await providers.CreateAsync(name, cancellation.Token);
    AgentTask task = new(prompt, new AgentContext(Environment.CurrentDirectory) { AllowDestructiveOperations = false });
    await foreach (AgentUpdate update in provider.ExecuteTaskAsync(task, cancellation.Token))
    {
        if (update is TextUpdate text)
        {
            Console.Write(text.Text);
        }
    }

    Console.WriteLine();
    return 0;
}
catch (ProviderException failure)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
