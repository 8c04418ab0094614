namespace GaoDev.Plugins.Protocol;

/// <summary>Details of a failure that both ends know.</summary>
internal static class FailureDetails
{
    /// <summary>The configuration option at fault.</summary>
    public const string Option = "option";

    /// <summary>The limit that was reached, with its value.</summary>
    public const string Limit = "limit";

    /// <summary>The model that was asked for.</summary>
    public const string Model = "model";

    /// <summary>The models that there are, separated by <see cref="Separator"/>.</summary>
    public const string SupportedModels = "supported_models";

    public const string Separator = ", ";
}
