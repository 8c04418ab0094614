namespace GaoDev.Generators.Models;

/// <summary>What is to be written for a member of the contract that a class may leave to the generator.</summary>
internal enum MemberNeed
{
    /// <summary>The class has it.</summary>
    None,

    /// <summary>Nobody has it.</summary>
    Implement,

    /// <summary>A base class has it as an abstract property.</summary>
    Override,
}
