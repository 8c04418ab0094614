namespace GaoDev.Providers;

/// <summary>The provider does not have the model. <see cref="ProviderException.Details"/> lists those it has.</summary>
public sealed class ModelNotFoundException : ProviderException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="model">The name that was asked for.</param>
    /// <param name="supportedModels">The names that the provider has.</param>
    /// <param name="providerName">The provider, where it is known.</param>
    /// <param name="innerException">The cause.</param>
    public ModelNotFoundException(string model, IReadOnlyList<string> supportedModels, string? providerName = null, Exception? innerException = null)
        : base(ProviderErrorKind.ModelNotFound, Describe(model, supportedModels, providerName), providerName, innerException)
    {
        Model = model;
        SupportedModels = supportedModels;
        Details = new Dictionary<string, string> { ["model"] = model, ["supported_models"] = string.Join(", ", supportedModels) };
    }

    /// <summary>The name that was asked for.</summary>
    public string Model { get; }

    /// <summary>The names that the provider has.</summary>
    public IReadOnlyList<string> SupportedModels { get; }

    private static string Describe(string model, IReadOnlyList<string> supportedModels, string? providerName)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(supportedModels);
        string who = providerName is null ? "The provider" : $"'{providerName}'";
        return supportedModels.Count == 0
            ? $"{who} has no model '{model}'."
            : $"{who} has no model '{model}'. It has: {string.Join(", ", supportedModels)}.";
    }
}
