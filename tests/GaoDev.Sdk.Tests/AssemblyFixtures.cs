using GaoDev.Sdk.Tests;

[assembly: AssemblyFixture(typeof(Workspace))]
