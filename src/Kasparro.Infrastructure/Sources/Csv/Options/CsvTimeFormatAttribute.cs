using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>A format that reads what it writes, to the day at least.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CsvTimeFormatAttribute() : ValidationAttribute("is neither unix nor a format of date and time")
{
    /// <summary>The setting's value for Unix times of any precision.</summary>
    public const string Unix = "unix";

    private static readonly DateTime s_probe = new(2023, 3, 15, 13, 0, 0);

    public override bool IsValid(object? value) =>
        value is not string format || format == Unix || (format.Length > 3 && KeepsDate(format));

    private static bool KeepsDate(string format)
    {
        try
        {
            var text = s_probe.ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, default, out var read)
                && read.Date == s_probe.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
