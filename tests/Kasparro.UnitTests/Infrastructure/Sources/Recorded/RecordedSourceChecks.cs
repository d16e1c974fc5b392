using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Checks of one source. They run for every source, and for broken ones that they have to find.</summary>
public abstract class RecordedSourceChecks
{
    private readonly Lazy<RecordedSource> _recorded;

    protected RecordedSourceChecks(string source) => _recorded = new(() => RecordedSources.Of(source));

    protected RecordedSourceChecks(RecordedSource recorded) => _recorded = new(recorded);

    protected RecordedSource Recorded => _recorded.Value;

    /// <summary>One fetch of the recording as it is, which went well.</summary>
    protected async Task<RecordedFetch> FetchedAsync(TimeSpan later = default) =>
        (await Recorded.FetchAsync(later: later)).AssertComplete();
}
