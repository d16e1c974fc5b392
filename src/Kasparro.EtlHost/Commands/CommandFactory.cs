using System.CommandLine;
using System.CommandLine.Parsing;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.EtlHost.Commands;

/// <summary>Parts that commands and their options are made of.</summary>
internal static class CommandFactory
{
    public static readonly Option<OutputFormat> Output = Choice<OutputFormat>(
        "--output",
        "table: for people; json: one event a line; auto: a table on a terminal, else json.",
        isGlobal: true
    );

    /// <summary>An option whose values are the names of an enum, in lower case; the first is the default.</summary>
    /// <param name="except">Values that no person chooses.</param>
    public static Option<T> Choice<T>(
        string name,
        string description,
        bool isGlobal = false,
        IReadOnlyCollection<T>? except = null
    )
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>()
            .Except(except ?? [])
            .ToDictionary(value => value.ToString().ToLowerInvariant());
        var accepted = string.Join(", ", values.Keys);
        var option = new Option<T>(name)
        {
            Description = $"{description} One of: {accepted}. Default: {values.Keys.First()}.",
            Recursive = isGlobal,
            HelpName = string.Join('|', values.Keys),
            CustomParser = result =>
            {
                if (values.TryGetValue(result.Tokens[0].Value.ToLowerInvariant(), out var value))
                    return value;
                result.AddError($"{name} is '{result.Tokens[0].Value}'; it must be one of: {accepted}.");
                return default;
            },
        };
        option.CompletionSources.Add([.. values.Keys]);
        return option;
    }

    public static Command Command(
        string name,
        string description,
        Option[] options,
        Func<ParseResult, IHostCommand> create,
        Action<CommandResult>? validate = null,
        Argument? argument = null
    )
    {
        var command = new Command(name, description);
        if (validate is not null)
            command.Validators.Add(validate);
        if (argument is not null)
            command.Add(argument);
        foreach (var option in options)
            command.Add(option);
        command.SetAction((parsed, ct) => Composition.RunAsync(create(parsed), parsed.GetValue(Output), ct));
        return command;
    }
}
