namespace GaoDev.Testing.Faults;

/// <summary>What can go wrong at a backend.</summary>
internal enum EndpointFault
{
    ConnectionLost,
    AnswerCutOff,
    SlowDrip,
    TooManyRequests,
    ServerError,
    Unauthorized,
    Garbage,
}
