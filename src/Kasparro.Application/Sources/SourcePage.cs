using Kasparro.Domain.Bronze;

namespace Kasparro.Application.Sources;

/// <summary>Some records of a source, as they came together.</summary>
/// <param name="Number">Position of the page, from 1.</param>
public sealed record SourcePage(int Number, IReadOnlyList<RawRecord> Records);
