using System.CommandLine;
using System.Globalization;

namespace Kasparro.EtlHost.Commands;

/// <summary>Options that count something.</summary>
internal static class WholeNumbers
{
    /// <summary>Refuses 0 and what is below.</summary>
    public static Option<T> FromOne<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [{ Value: var text }]
                && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number < 1
            )
                result.AddError($"{option.Name} is {text}; it must be 1 or more.");
        });
        return option;
    }
}
