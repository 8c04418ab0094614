namespace GaoDev.Plugins.Manifests;

/// <summary>Tells what reading a damaged assembly throws from what is wrong elsewhere: the metadata readers do not check all that they are given.</summary>
internal static class DamagedImage
{
    /// <summary>Whether an exception of a reader means that the assembly is damaged.</summary>
    public static bool Explains(Exception exception) =>
        exception is BadImageFormatException or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException;
}
