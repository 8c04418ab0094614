namespace GaoDev.Permissions;

/// <summary>Asks for a private folder that lasts from task to task.</summary>
public sealed class StorageAccessAttribute : PermissionAttribute;
