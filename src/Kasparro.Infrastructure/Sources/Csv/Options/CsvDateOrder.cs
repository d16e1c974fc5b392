namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>
/// How dates with slashes are read. 1/02/17 alone is ambiguous, and a wrong guess is a wrong price on a wrong day.
/// </summary>
public enum CsvDateOrder
{
    /// <summary>Not at all: such rows are rejected with that reason.</summary>
    Refuse,

    /// <summary>Month/day/year.</summary>
    Mdy,

    /// <summary>Day/month/year.</summary>
    Dmy,
}
