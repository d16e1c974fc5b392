using Kasparro.Domain.Bronze;

namespace Kasparro.Application.Sources;

/// <summary>Records of a source that were received together.</summary>
/// <param name="Number">Position of the page, from 1.</param>
public sealed record SourcePage(int Number, IReadOnlyList<RawRecord> Records);
