using System.Text;

namespace Kasparro.Infrastructure.Configuration.Reference;

/// <summary>The reference as a part of a document: a table for each group.</summary>
public static class MarkdownText
{
    public static string Of(IReadOnlyList<SettingGroup> groups)
    {
        var text = new StringBuilder();
        var secrets = groups.SelectMany(group => group.Settings).Where(setting => setting.IsSecret);
        var files = secrets.Select(setting => $"`{setting.Variable}{SecretFile.Suffix}`").ToList();
        text.Append("A secret may be in a file of its own, as Docker's secrets are: ")
            .AppendJoin(", ", files[..^1])
            .Append(" and ")
            .Append(files[^1])
            .Append(" name it.\n");
        foreach (var group in groups)
        {
            text.Append("\n### ").Append(group.Title).Append("\n\n");
            if (group.Remark is { } remark)
                text.Append(remark).Append("\n\n");
            text.Append("| variable | default | meaning |\n|---|---|---|\n");
            foreach (var setting in group.Settings)
                text.Append("| `")
                    .Append(setting.Variable)
                    .Append("` | ")
                    .Append(setting.Value is { } value ? $"`{value}`" : setting.Words ?? "none")
                    .Append(" | ")
                    .Append(setting.Meaning)
                    .Append(" |\n");
        }

        return text.ToString();
    }
}
