namespace GaoDev.Plugins.Permissions;

/// <summary>One row of the table: a type, or a member of it.</summary>
/// <param name="Capability">What it lets code do.</param>
/// <param name="Type">The full name as metadata has it, with <c>`1</c> for arity and <c>+</c> before a nested type.</param>
/// <param name="Member">The member, a property by its own name and a constructor as <c>.ctor</c>; null for every use of the type.</param>
/// <param name="FirstParameter">The full name of the first parameter's type, where other overloads are harmless.</param>
internal sealed record GuardedApi(GuardedCapability Capability, string Type, string? Member, string? FirstParameter)
{
    /// <summary>The type's own name, as source would write it.</summary>
    public string SimpleName
    {
        get
        {
            string name = Type.Substring(Type.LastIndexOfAny(['.', '+']) + 1);
            int arity = name.IndexOf('`');
            return arity < 0 ? name : name.Substring(0, arity);
        }
    }

    /// <summary>Reads <c>Type</c>, <c>Type::Member</c> or <c>Type::Member(FirstParameter)</c>.</summary>
    public static GuardedApi Parse(GuardedCapability capability, string text)
    {
        int member = text.IndexOf("::", StringComparison.Ordinal);
        if (member < 0)
        {
            return new(capability, text, null, null);
        }

        int parameter = text.IndexOf('(');
        return parameter < 0
            ? new(capability, text.Substring(0, member), text.Substring(member + 2), null)
            : new(capability, text.Substring(0, member), text.Substring(member + 2, parameter - member - 2), text.Substring(parameter + 1, text.Length - parameter - 2));
    }

    public override string ToString() => Type + (Member is null ? "" : "." + Member) + (FirstParameter is null ? "" : $"({FirstParameter})");
}
