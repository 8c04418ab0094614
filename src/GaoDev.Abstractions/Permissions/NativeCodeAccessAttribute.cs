namespace GaoDev.Permissions;

/// <summary>Asks to load native libraries, its own or those of its dependencies.</summary>
public sealed class NativeCodeAccessAttribute : PermissionAttribute;
