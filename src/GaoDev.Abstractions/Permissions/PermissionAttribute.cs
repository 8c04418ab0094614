namespace GaoDev.Permissions;

/// <summary>
/// Something that a plugin asks for. Shown and approved at installation, applied by the sandbox. What is not declared
/// is not given.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class PermissionAttribute : Attribute
{
    private protected PermissionAttribute()
    {
    }

    /// <summary>Why the plugin needs it, in a few words, for the person who is asked.</summary>
    public string? Reason { get; set; }
}
