using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.UnitTests.Infrastructure.Sources.Recorded.Honest;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;

/// <summary>A source with one defect, and the check that finds it.</summary>
/// <param name="Defect">What is wrong, for people.</param>
/// <param name="Honest">The source that it would be without.</param>
/// <param name="Break">Puts the defect into it.</param>
/// <param name="Check">The check that names it.</param>
internal sealed record BrokenSource(
    string Defect,
    string Honest,
    Func<MadeUpSource, ISourceModule> Break,
    Func<RecordedSource, Task> Check
)
{
    public RecordedSource Make()
    {
        var honest = HonestSources.Of(Honest);
        return RecordingFolder.Load(honest).With(Break(honest), patience: TimeSpan.FromSeconds(1));
    }

    public override string ToString() => Defect;
}
