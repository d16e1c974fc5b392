using System.Text.RegularExpressions;
using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>The parameters of an address: libpq's, Npgsql's own, and those of other tools, which are skipped.</summary>
internal sealed partial class DatabaseParameters
{
    private readonly List<string> _withoutEffect = [];

    public NpgsqlConnectionStringBuilder Builder { get; } = new();

    public IReadOnlyList<string> WithoutEffect => _withoutEffect;

    /// <summary>Of an address or of libpq's form; Npgsql's own are taken as well.</summary>
    public void Apply(string name, string value)
    {
        if (LibpqParameters.All.TryGetValue(name, out var parameter))
            Set(name, parameter.Accepted, () => parameter.Set(Builder, value));
        else if (ParametersWithoutEffect.All.Contains(name))
            _withoutEffect.Add(name);
        else
            ApplyOwn(name, value, isSecretBefore: false);
    }

    /// <summary>Of Npgsql's form.</summary>
    /// <param name="name">Of the keyword.</param>
    /// <param name="value">Never repeated.</param>
    /// <param name="isSecretBefore">True where the name could be a part of a password before it.</param>
    public void ApplyOwn(string name, object value, bool isSecretBefore)
    {
        if (Builder.ContainsKey(name))
            Set(name, "a value of its kind", () => Builder[name] = value);
        else
            throw new DatabaseAddressException(
                isSecretBefore ? "has an unknown keyword after the password; a password with a semicolon needs quotes"
                : Name().IsMatch(name)
                    ? $"has the parameter '{name}', which neither PostgreSQL's clients nor Npgsql know"
                : "has a parameter that neither PostgreSQL's clients nor Npgsql know"
            );
    }

    private static void Set(string name, string accepted, Action set)
    {
        try
        {
            set();
        }
        catch (Exception reason)
            when (reason is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new DatabaseAddressException($"has a value that {name} cannot take; it may be {accepted}");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_. -]{0,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
