using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// Reads options from environment variables and collects everything that is wrong with them, so that one message lists
/// all of it. An option is a property with <see cref="SettingAttribute"/>, and its limits are DataAnnotations on it.
/// </summary>
public sealed class Settings(IConfiguration configuration)
{
    /// <summary>Stands for the value of a key or password wherever a value is shown.</summary>
    private const string SecretValue = "a secret value";

    private static readonly Dictionary<string, SettingNote> s_noNotes = [];

    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What a person should know of settings that nothing is wrong with. For the host to log.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>
    /// Options with their defaults where nothing is set. Read <see cref="Problems"/> before using them.
    /// </summary>
    public T Bind<T>()
        where T : class, new() => Bind<T>(prefix: "", s_noNotes);

    /// <summary>Options of one source, whose standard settings stand under a prefix.</summary>
    /// <param name="prefix">Without an underscore at its end.</param>
    /// <param name="notes">What the source says of standard settings, by name without prefix.</param>
    public T Bind<T>(string prefix, IReadOnlyDictionary<string, SettingNote> notes)
        where T : class, new()
    {
        var options = new T();
        foreach (var (property, stated) in SettingsOf(typeof(T)))
        {
            var setting = stated.IsPrefixed ? stated.Under(prefix, notes.GetValueOrDefault(stated.Variable)) : stated;
            _names.Add(setting.Variable);
            if (setting.IsSecret)
                _names.Add(setting.Variable + SecretFile.Suffix);
            if ((setting.IsSecret ? Secret(setting) : configuration[setting.Variable])?.Trim() is { Length: > 0 } text)
                Set(options, property, setting, text);
            Validate(options, property, setting);
        }

        return options;
    }

    public bool IsSet(string variable) => !string.IsNullOrWhiteSpace(configuration[variable]);

    public void Report(string variable, string problem, string example) =>
        _problems.Add($"{variable} {problem}. Example: {variable}={example}");

    public void Warn(string variable, string warning) => _warnings.Add($"{variable} {warning}");

    /// <summary>
    /// For when all options are read. Variables that are called nearly as one of them are said with what is wrong, and
    /// where nothing is wrong they are warnings.
    /// </summary>
    /// <exception cref="ConfigurationException">Something was reported: the message lists all of it.</exception>
    public void ThrowIfAnyProblem()
    {
        var unset = _names.Where(name => !IsSet(name)).ToList();
        var others = configuration.GetChildren().Select(one => one.Key).Where(name => !_names.Contains(name));
        var mistyped = MistypedNames
            .Find(others, unset)
            .Select(name => $"{name.Given} is no setting. Is {name.Meant} meant?")
            .ToList();
        if (_problems.Count > 0)
            throw new ConfigurationException([.. _problems, .. mistyped]);
        _warnings.AddRange(mistyped);
    }

    public static IEnumerable<(PropertyInfo Property, SettingAttribute Setting)> SettingsOf(Type options) =>
        from property in options.GetProperties()
        let setting = property.GetCustomAttribute<SettingAttribute>()
        where setting is not null
        select (property, setting);

    /// <summary>The value, or the text of the file that <c>NAME_FILE</c> names, as Docker gives secrets.</summary>
    private string? Secret(SettingAttribute setting)
    {
        var fileVariable = setting.Variable + SecretFile.Suffix;
        if (!IsSet(fileVariable))
            return configuration[setting.Variable];

        var problem = "is set, and so is " + setting.Variable + ": one of the two is enough";
        if (
            !IsSet(setting.Variable)
            && SecretFile.TryRead(configuration[fileVariable]!.Trim(), out var text, out problem)
        )
            return text;
        Report(fileVariable, problem, $"/run/secrets/{setting.Variable.ToLowerInvariant()}");
        return null;
    }

    private void Set(object options, PropertyInfo property, SettingAttribute setting, string text)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (Parse(type, text) is { } value)
            property.SetValue(options, value);
        // Not repeated: an address may hold a password or a signature.
        else if (type == typeof(Uri))
            Report(
                setting.Variable,
                "is not an http or https address without user, query and fragment",
                setting.Example
            );
        else
            Report(setting.Variable, $"is {Shown(setting, text)}, which is not {Describe(type)}", setting.Example);
    }

    private void Validate(object options, PropertyInfo property, SettingAttribute setting)
    {
        var value = property.GetValue(options);
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = setting.Variable };
        var results = new List<ValidationResult>();
        if (Validator.TryValidateProperty(value, context, results))
            return;

        foreach (
            var limit in property
                .GetCustomAttributes<ValidationAttribute>()
                .Where(limit => limit.GetValidationResult(value, context) is not null)
        )
            Report(
                setting.Variable,
                limit is RangeAttribute range
                    ? $"is {(setting.IsSecret ? SecretValue : value)}; it may be {range.Minimum} to {range.Maximum}"
                    : limit.FormatErrorMessage("").Trim().TrimEnd('.'),
                setting.Example
            );
    }

    private static object? Parse(Type type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string))
            return text;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null;
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null;
        if (type == typeof(bool))
            return bool.TryParse(text, out var truth) ? truth : null;
        if (type == typeof(TimeSpan))
            return DurationText.TryParse(text, out var duration) ? duration : null;
        if (type == typeof(Uri))
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsBaseAddress(uri) ? BaseAddress(text) : null;
        if (type == typeof(TimeZoneInfo))
            return TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
        if (type == typeof(string[]))
            return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Not TryParse alone: it also takes numbers, and "a,b" as a third value.
        if (type.IsEnum)
            return
                Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
                    is { } name
                ? Enum.Parse(type, name)
                : null;
        throw new NotSupportedException($"No setting is read as {type}.");
    }

    /// <summary>What stands behind the path would be lost as soon as a path is put behind it.</summary>
    private static bool IsBaseAddress(Uri uri) =>
        uri.Scheme is "http" or "https" && uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0;

    /// <summary>
    /// With a slash at its end, so that relative paths are put behind it, not in place of its last part.
    /// </summary>
    private static Uri BaseAddress(string text) => new(text.EndsWith('/') ? text : text + "/");

    private static string Describe(Type type) =>
        type switch
        {
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(TimeSpan) => "a duration (500ms, 20s, 15m, 4h)",
            _ when type == typeof(TimeZoneInfo) => "a time zone",
            _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}",
            _ => "a value of its kind",
        };

    private static string Shown(SettingAttribute setting, string text) => setting.IsSecret ? SecretValue : $"'{text}'";
}
