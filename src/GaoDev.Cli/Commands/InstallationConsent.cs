using GaoDev.Permissions;
using GaoDev.Plugins.Diagnostics;
using GaoDev.Runtime.Packages;
using GaoDev.Runtime.Trust;

namespace GaoDev.Cli.Commands;

/// <summary>
/// Gets an installation allowed: by the policy file, by <c>--yes</c> where that is enough, or by a person. A publisher is
/// another question than permissions, and <c>--yes</c> does not answer it.
/// </summary>
internal sealed class InstallationConsent(Consent consent, InstallationPolicy policy)
{
    /// <summary>Allows an installation whose card was shown.</summary>
    /// <param name="prepared">What is to be installed.</param>
    /// <param name="unconfined">Whether it is to run without confinement, which no list of permissions allows unasked.</param>
    /// <exception cref="PluginException">It is not allowed.</exception>
    public InstallationApproval ForInstallation(PreparedInstallation prepared, bool unconfined = false)
    {
        if (unconfined)
        {
            policy.RequireUnconfinedAllowed(prepared.PackageId);
        }

        RequirePublisher(prepared);
        if (unconfined || !policy.Grants(prepared.Providers.SelectMany(provider => provider.Metadata.Permissions)))
        {
            consent.Require("Install and allow this?", prepared.PackageId, "Read what it asks for above; if that is right, add --yes.");
        }

        return Signed(InstallationApproval.OfAll(prepared, Environment.UserName, DateTimeOffset.UtcNow, unconfined));
    }

    /// <summary>Allows an update, for which only what is new was shown.</summary>
    /// <exception cref="PluginException">It is not allowed.</exception>
    public InstallationApproval ForUpdate(PreparedInstallation prepared)
    {
        RequirePublisher(prepared);
        IReadOnlyList<Permission> added = [.. prepared.Changes!.Added.Select(change => change.Permission)];
        if (!prepared.Changes.IsEmpty && !(prepared.Changes.AddedSecrets.Count == 0 && policy.Grants(added)))
        {
            consent.Require("Allow this?", $"{prepared.PackageId} {prepared.Replaces!.Version}", "Read what it now asks for above; if that is right, add --yes.");
        }

        return Signed(InstallationApproval.OfUpdate(prepared, Environment.UserName, DateTimeOffset.UtcNow));
    }

    private static InstallationApproval Signed(InstallationApproval approval) => approval with { AcceptsPublisher = true };

    private void RequirePublisher(PreparedInstallation prepared)
    {
        if (!prepared.NeedsPublisherApproval
            || policy.Accepts(prepared.Signature)
            || (prepared.Standing == PublisherStanding.FirstSeen && policy.AcceptsUnknownPublishers && consent.IsGiven))
        {
            return;
        }

        (string question, string fault) = prepared.Standing switch
        {
            PublisherStanding.FirstSeen => ($"Trust {prepared.Signature!.Publisher.Name} as a publisher?", "its publisher is seen for the first time"),
            PublisherStanding.Changed => ($"It was published by {prepared.PublishedBefore} before. Trust {prepared.Signature!.Publisher.Name} now?", $"it was published by {prepared.PublishedBefore} before, and now by {prepared.Signature.Publisher.Name}"),
            _ => ($"It was signed by {prepared.PublishedBefore} before, and now by nobody. Trust it all the same?", $"it was signed by {prepared.PublishedBefore} before, and now by nobody"),
        };
        consent.Ask(question, $"{prepared.PackageId}: {fault}", PluginErrorCode.PublisherUnknown, "Install it at a terminal, or name the publisher in a policy file.");
    }
}
