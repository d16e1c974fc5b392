namespace Kasparro.WebApi.Parameters;

/// <summary>A time, or how long ago it is.</summary>
internal readonly record struct Since(TimeSpan? Ago, DateTimeOffset? At)
{
    public DateTimeOffset Before(DateTimeOffset now) => At ?? now - Ago!.Value;
}
