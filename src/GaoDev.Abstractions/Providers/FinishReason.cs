namespace GaoDev.Providers;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>A limit on tokens was reached.</summary>
    Length,

    /// <summary>The model waits for the results of tools.</summary>
    ToolCalls,

    /// <summary>A content filter ended it.</summary>
    ContentFilter,

    /// <summary>Anything else that the backend reported.</summary>
    Other,
}
