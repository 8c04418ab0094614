namespace GaoDev.Benchmarks.Measurement;

internal enum Role
{
    Ours,
    Peer,
    Limit,
}
