using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Kasparro.Infrastructure.Configuration.Reference;

/// <summary>A setting as the reference describes it.</summary>
/// <param name="Meaning">Sentences in Markdown, without the last full stop.</param>
/// <param name="Value">The default, as it would be set; null where it is none or takes words.</param>
/// <param name="Words">The default in words; null where it is a value, or none.</param>
public sealed record SettingEntry(
    string Variable,
    string Meaning,
    string? Value,
    string? Words,
    string Example,
    bool IsSecret
)
{
    /// <summary>The settings of an options class, in its order; those of a base class first.</summary>
    public static IReadOnlyList<SettingEntry> Of<T>()
        where T : new() => Of(new T(), "", new Dictionary<string, SettingNote>());

    /// <param name="options">With its defaults.</param>
    /// <param name="prefix">Of settings that every source has.</param>
    /// <param name="notes">What the source says of them, by name without prefix.</param>
    public static IReadOnlyList<SettingEntry> Of(
        object options,
        string prefix,
        IReadOnlyDictionary<string, SettingNote> notes
    ) =>
        [
            .. Settings
                .SettingsOf(options.GetType())
                .OrderByDescending(one => one.Setting.IsPrefixed)
                .Select(one =>
                    Of(
                        one.Property,
                        one.Setting.IsPrefixed
                            ? one.Setting.Under(prefix, notes.GetValueOrDefault(one.Setting.Variable))
                            : one.Setting,
                        one.Property.GetValue(options)
                    )
                ),
        ];

    private static SettingEntry Of(PropertyInfo property, SettingAttribute setting, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IEnumerable<string> sentences =
        [
            setting.Description
                ?? throw new InvalidOperationException($"The setting {setting.Variable} has no description."),
            .. type.IsEnum ? new[] { $"One of: {string.Join(", ", Enum.GetNames(type).Select(Lower))}" } : [],
            .. property.GetCustomAttributes<RangeAttribute>().Select(Limits),
        ];
        return new SettingEntry(
            setting.Variable,
            string.Join(". ", sentences),
            setting.Default is null ? Text(value) : null,
            setting.Default,
            setting.Example,
            setting.IsSecret
        );
    }

    private static string Limits(RangeAttribute range) =>
        $"From {Limit(range, range.Minimum)} to {Limit(range, range.Maximum)}";

    private static string? Limit(RangeAttribute range, object limit) =>
        Text(
            range.OperandType == typeof(TimeSpan) ? TimeSpan.Parse((string)limit, CultureInfo.InvariantCulture) : limit
        );

    /// <summary>As it would be set; null where nothing is.</summary>
    private static string? Text(object? value) =>
        value switch
        {
            null or string[] { Length: 0 } => null,
            TimeSpan duration => DurationText.Of(duration),
            string[] names => string.Join(',', names),
            TimeZoneInfo zone => zone.Id,
            Enum choice => Lower(choice.ToString()),
            Uri address => address.ToString().TrimEnd('/'),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static string Lower(string name) => name.ToLowerInvariant();
}
