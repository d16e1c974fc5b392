namespace Kasparro.Application.Quotas;

/// <summary>Months as providers count them: in UTC.</summary>
public static class Month
{
    /// <summary>The first instant of the month of an instant.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) =>
        new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
