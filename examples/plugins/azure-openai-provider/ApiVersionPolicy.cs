using System.ClientModel.Primitives;

namespace GaoDev.Providers.AzureOpenAI;

/// <summary>Sends the configured interface version; the client library takes only those that were out when it was.</summary>
internal sealed class ApiVersionPolicy(string version) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Apply(message.Request);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Apply(message.Request);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Apply(PipelineRequest request) =>
        request.Uri = new UriBuilder(request.Uri!) { Query = $"api-version={Uri.EscapeDataString(version)}" }.Uri;
}
