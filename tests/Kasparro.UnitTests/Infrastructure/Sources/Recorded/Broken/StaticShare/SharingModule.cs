using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken.StaticShare;

internal sealed class SharingModule(ISourceModule honest)
    : AlteredModule(
        honest,
        (source, _) =>
        {
            s_seen.Clear();
            return new AlteredSource(source)
            {
                Fetching = (inner, context, ct) =>
                    inner.FetchAsync(context, ct).Select(page => BrokenFetches.Unseen(page, s_seen)),
            };
        }
    )
{
    private static readonly HashSet<string> s_seen = [];
}
