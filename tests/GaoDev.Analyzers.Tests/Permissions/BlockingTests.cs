using GaoDev.CodeFixes.Rules;

namespace GaoDev.Analyzers.Tests.Permissions;

public class BlockingTests
{
    [Theory]
    [InlineData("int M(Task<int> t) => {|GAO1007:t.Result|};")]
    [InlineData("void M(Task t) => {|GAO1007:t.Wait|}();")]
    [InlineData("void M(Task t) => {|GAO1007:t.GetAwaiter().GetResult|}();")]
    [InlineData("int M(ValueTask<int> t) => {|GAO1007:t.ConfigureAwait(false).GetAwaiter().GetResult|}();", false)]
    [InlineData("void M(Task t) => {|GAO1007:Task.WaitAll|}(t);")]
    [InlineData("void M() => {|GAO1007:Thread.Sleep|}(1);")]
    public Task Blocking_InAProvider_IsReported(string member, bool known = true) =>
        known ? PermissionRule.VerifyAsync(PermissionRule.Provider("", member)) : PermissionRule.VerifyAsync(PermissionRule.Provider("", member.Replace("{|GAO1007:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("return {|GAO1007:t.Result|};", "return await t;")]
    [InlineData("return {|GAO1007:t.GetAwaiter().GetResult|}() + 1;", "return await t + 1;")]
    [InlineData("return {|GAO1007:t.Result|}.CompareTo(2);", "return (await t).CompareTo(2);")]
    [InlineData("{|GAO1007:t.Wait|}(); return 1;", "await t; return 1;")]
    public Task Fix_InAnAsyncMethod_Awaits(string body, string fixedBody) => PermissionRule.VerifyFixAsync<AwaitFix>(
        PermissionRule.Provider("", $"async Task<int> M(Task<int> t) {{ await Task.Yield(); {body} }}"),
        PermissionRule.Provider("", $"async Task<int> M(Task<int> t) {{ await Task.Yield(); {fixedBody} }}"));

    [Theory]
    [InlineData("int M(Task<int> t) => {|GAO1007:t.Result|};")]
    [InlineData("async Task M() { await Task.Yield(); {|GAO1007:Task.WaitAll|}(); }")]
    public Task Fix_WhereAwaitCannotStand_IsNotOffered(string member) => PermissionRule.VerifyNoFixAsync<AwaitFix>(PermissionRule.Provider("", member));
}
