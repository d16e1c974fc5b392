using System.Globalization;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Ingestion;

/// <summary>Refuses a list that ended without an error, but too early to be believed.</summary>
internal static class Incomplete
{
    /// <exception cref="SourceException">
    /// The source sent nothing, or far less than it usually does; nothing of the run is stored.
    /// </exception>
    public static void ThrowIfShort(SourceDescription source, IIngestRun run)
    {
        if (source.Scope is null)
            return;

        var expected = run.FetchContext.Expected;
        if (run.Fetched == 0)
            throw new SourceException(
                new RunFailure(
                    FailureClass.Data,
                    $"{source.Title} sent no record at all.",
                    "Nothing was stored. Look at its response by hand if the next run says so again."
                )
                {
                    UsualRecords = expected.Usual,
                }
            );
        if (expected.Usual is { } usual && expected.IsShort(run.Fetched))
            throw new SourceException(
                new RunFailure(
                    FailureClass.Data,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{source.Title} ended after {run.Fetched:N0} records, where it usually has {usual:N0}."
                    ),
                    "Nothing was stored. A list that really shrank is accepted in the third run that sees it, or now "
                        + "with --accept-fewer."
                )
                {
                    UsualRecords = expected.Usual,
                }
            );
    }
}
