using System.Text;

namespace Kasparro.Infrastructure.Configuration.Reference;

/// <summary>
/// The reference as a file to copy to <c>.env</c>: each line is a comment until someone takes its # off.
/// </summary>
public static class EnvironmentText
{
    private const int Width = 120;

    private const string Head = """
        Settings of Kasparro. Copy this file to .env and take the # off the lines to change. The environment wins.
        One setting a line; quotes, "export" and a comment behind a value are fine. Of two lines, the last wins.
        Each line shows the default, or an example. Durations: 500ms, 20s, 15m, 4h; a number alone is seconds.
        The programs check all of it when they start and list everything that is wrong (exit code 2).
        Written by "EtlHost settings --format env"; docs/configuration.md has the same as tables.
        """;

    public static string Of(IReadOnlyList<SettingGroup> groups)
    {
        var text = new StringBuilder();
        foreach (var line in Head.Split('\n'))
            AddComment(text, line);
        var secrets = groups.SelectMany(group => group.Settings).Where(setting => setting.IsSecret);
        AddComment(
            text,
            "A secret may be in a file of its own, as Docker's secrets are, such as /run/secrets/coingecko_api_key: "
                + string.Join(", ", secrets.Select(setting => setting.Variable + SecretFile.Suffix))
        );
        foreach (var group in groups)
        {
            text.Append('\n').Append($"# --- {group.Title} ".PadRight(Width, '-')).Append('\n');
            if (group.Remark is { } remark)
                AddComment(text, remark);
            foreach (var setting in group.Settings)
                AddSetting(text, setting);
        }

        return text.ToString();
    }

    private static void AddSetting(StringBuilder text, SettingEntry setting)
    {
        text.Append('\n');
        var fallback = setting.Value is null ? $" Default: {setting.Words ?? "none"}." : "";
        AddComment(text, $"{setting.Meaning}.{fallback}");
        text.Append("# ").Append(setting.Variable).Append('=').Append(setting.Value ?? setting.Example).Append('\n');
    }

    /// <summary>Broken between words; what Markdown puts around code is left out.</summary>
    private static void AddComment(StringBuilder text, string sentences)
    {
        var length = 0;
        foreach (var word in sentences.Replace("`", "", StringComparison.Ordinal).Split(' '))
        {
            if (length == 0 || length + 1 + word.Length > Width)
            {
                text.Append(length == 0 ? "#" : "\n#");
                length = 1;
            }

            text.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        text.Append('\n');
    }
}
