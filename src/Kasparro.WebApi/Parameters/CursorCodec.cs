using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kasparro.WebApi.Parameters;

/// <summary>
/// Writes the position where a page ended as a cursor: text that a client sends back and need not understand. It
/// carries a fingerprint of its query, because with other filters or another order it would point somewhere else.
/// </summary>
/// <typeparam name="TPosition">A record of instants, ids, texts and numbers.</typeparam>
/// <param name="query">The query as text: path, filters and order.</param>
internal sealed class CursorCodec<TPosition>(string query)
    where TPosition : class
{
    private const int FingerprintBytes = 6;

    private static readonly ConstructorInfo s_constructor = typeof(TPosition).GetConstructors().Single();

    private static readonly PropertyInfo[] s_members =
    [
        .. s_constructor.GetParameters().Select(parameter => typeof(TPosition).GetProperty(parameter.Name!)!),
    ];

    public string Write(TPosition position) =>
        Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(
                (string[])[Fingerprint(), .. s_members.Select(member => CursorPart.Write(member.GetValue(position)!))]
            )
        );

    /// <summary>Null where the text is no cursor of this query.</summary>
    public TPosition? Read(string cursor)
    {
        if (PartsOf(cursor) is not { } parts || parts.Length != s_members.Length + 1 || parts[0] != Fingerprint())
            return null;

        var values = s_members.Select((member, at) => CursorPart.Read(member.PropertyType, parts[at + 1])).ToArray();
        return values.Contains(null) ? null : (TPosition)s_constructor.Invoke(values);
    }

    private static string?[]? PartsOf(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, FingerprintBytes));
}
