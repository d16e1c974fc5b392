using System.Globalization;

namespace Kasparro.Testing.Sources;

/// <summary>
/// Cultures that write numbers and dates otherwise. Built by hand: under invariant globalization every named one is the
/// invariant culture.
/// </summary>
public static class ForeignCultures
{
    public static readonly string[] Names = ["de-DE", "tr-TR", "ar-SA", "sv-SE"];

    public static CultureInfo Of(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var (point, group, minus, date) = name switch
        {
            "de-DE" => (",", ".", "-", "."),
            "tr-TR" => (",", ".", "-", "/"),
            "ar-SA" => ("\u066B", "\u066C", "\u061C-", "\u200F/"),
            _ => (",", "\u00A0", "\u2212", "-"),
        };
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NegativeSign = minus;
        culture.DateTimeFormat.DateSeparator = date;
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "dd/MM/yyyy";
        return culture;
    }

    /// <summary>Does something as if the machine stood elsewhere.</summary>
    public static T In<T>(CultureInfo culture, Func<T> work)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    public static T InZone<T>(string zone, Func<T> work)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        SetZone(zone);
        try
        {
            return work();
        }
        finally
        {
            SetZone(before);
        }
    }

    private static void SetZone(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
