using System.Globalization;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>Hours of twelve, as some exchanges export them.</summary>
internal static class CsvHours
{
    /// <summary>11-PM, 11 PM and 11:05 PM in hours to 24: 12 AM is midnight, and 12 PM is noon.</summary>
    public static string In24(string text)
    {
        if (text is not [.., 'A' or 'P' or 'a' or 'p', 'M' or 'm'])
            return text;
        var isAfternoon = text[^2] is 'P' or 'p';
        var time = text[..^2].TrimEnd(' ', '-');
        var start = time.LastIndexOfAny([' ', 'T']) + 1;
        var end = time.IndexOf(':', start) is > 0 and var colon ? colon : time.Length;
        if (
            start == 0
            || !int.TryParse(
                time.AsSpan(start, end - start),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var hour
            )
            || hour is < 1 or > 12
        )
            return text;
        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time[..start]}{hour:00}{(end == time.Length ? ":00" : time[end..])}"
        );
    }
}
