using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken.Static;

internal sealed class CountingModule(ISourceModule honest)
    : AlteredModule(
        honest,
        (source, _) =>
            new AlteredSource(source)
            {
                Fetching = (inner, context, ct) =>
                {
                    s_fetches++;
                    return inner.FetchAsync(context, ct);
                },
            }
    )
{
    private static int s_fetches;
}
