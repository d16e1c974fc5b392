namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>What reading a body throws where the connection broke or its compression is damaged.</summary>
internal static class BodyDamage
{
    /// <summary>Gzip and deflate throw InvalidDataException, Brotli InvalidOperationException.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException or InvalidDataException or InvalidOperationException or HttpRequestException;
}
