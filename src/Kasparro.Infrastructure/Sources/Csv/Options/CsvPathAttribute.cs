using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>
/// A path or an http(s) address. Anything else with a scheme is refused before it could be repeated as if it were a
/// path: it may hold a password or a signature.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class CsvPathAttribute()
    : ValidationAttribute("is an address that is neither http nor https, and no path")
{
    public override bool IsValid(object? value) =>
        value is not string path
        || !Scheme().IsMatch(path)
        || (Uri.TryCreate(path, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    /// <summary>One letter is a drive of Windows.</summary>
    [GeneratedRegex("^[a-z][a-z0-9+.-]+:/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
