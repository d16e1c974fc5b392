using System.CommandLine;
using Kasparro.EtlHost.Pipeline;
using Kasparro.Infrastructure;
using Kasparro.Infrastructure.Configuration.Reference;

namespace Kasparro.EtlHost.Commands;

/// <summary>
/// <c>settings</c>: every setting with its default, limits and meaning. Needs no database, and no setting that is
/// right.
/// </summary>
internal static class SettingsCommand
{
    /// <summary>How the reference is written.</summary>
    private enum ReferenceFormat
    {
        /// <summary>As .env.example.</summary>
        Env,

        /// <summary>As the tables of docs/configuration.md.</summary>
        Markdown,
    }

    private static readonly Option<ReferenceFormat> s_format = CommandFactory.Choice<ReferenceFormat>(
        "--format",
        "env: a file to copy to .env; markdown: the tables of docs/configuration.md."
    );

    public static Command Create()
    {
        var command = new Command("settings", "Write every setting with its default, limits and meaning.") { s_format };
        command.SetAction(parsed => Console.Out.Write(Text(parsed.GetValue(s_format))));
        return command;
    }

    private static string Text(ReferenceFormat format)
    {
        var groups = SettingsReference.Groups(SettingEntry.Of<RetrySettings>());
        return format == ReferenceFormat.Env ? EnvironmentText.Of(groups) : MarkdownText.Of(groups);
    }
}
