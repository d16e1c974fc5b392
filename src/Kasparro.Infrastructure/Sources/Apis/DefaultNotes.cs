using System.Globalization;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>The defaults of standard settings that a source states, for the reference.</summary>
internal static class DefaultNotes
{
    /// <summary>A source's notes, with its defaults where they say none.</summary>
    public static IReadOnlyDictionary<string, SettingNote> Over(
        IReadOnlyDictionary<string, SettingNote> notes,
        ApiDefinition stated,
        bool requiresKey
    )
    {
        var all = notes.ToDictionary();
        Add("BASE_URL", Code(stated.BaseAddress.ToString().TrimEnd('/')));
        Add("MIN_INTERVAL", Code(DurationText.Of(stated.MinInterval)));
        Add(
            "MONTHLY_REQUESTS",
            stated.MonthlyRequests?.ToString(CultureInfo.InvariantCulture) is { } limit ? Code(limit) : null
        );
        Add("API_KEY", requiresKey ? "none; without one the source takes no part" : null);
        return all;

        void Add(string name, string? value)
        {
            var note = all.GetValueOrDefault(name) ?? new SettingNote();
            all[name] = note with { Default = note.Default ?? value };
        }
    }

    private static string Code(string value) => $"`{value}`";
}
