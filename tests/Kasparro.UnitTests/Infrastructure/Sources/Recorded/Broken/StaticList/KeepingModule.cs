using Kasparro.Infrastructure.Sources.Registration;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken.StaticList;

internal sealed class KeepingModule(ISourceModule honest)
    : AlteredModule(
        honest,
        (source, _) =>
            new AlteredSource(source)
            {
                Fetching = (inner, context, ct) =>
                {
                    s_runs.Add($"{context.RunId}");
                    var isFirst = s_runs.Count == 1;
                    return inner
                        .FetchAsync(context, ct)
                        .Select(page => isFirst ? page : page with { Records = [page.Records[0]] });
                },
            }
    )
{
    private static readonly List<string> s_runs = [];
}
