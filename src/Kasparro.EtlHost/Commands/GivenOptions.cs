using System.CommandLine;
using System.CommandLine.Parsing;

namespace Kasparro.EtlHost.Commands;

/// <summary>What a command line gives, for the validators of commands.</summary>
internal static class GivenOptions
{
    public static bool IsGiven(this CommandResult command, Option option) =>
        command.GetResult(option) is { Implicit: false };

    /// <summary>
    /// Its value, or its default; null also where it cannot be read, because the parser throws here what it says to the
    /// user afterwards.
    /// </summary>
    public static T? ValueOf<T>(this CommandResult command, Option<T> option)
    {
        try
        {
            return command.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
