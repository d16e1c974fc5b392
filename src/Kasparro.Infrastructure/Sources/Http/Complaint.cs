using System.Text;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// What a provider says with status 200 although something is wrong:
/// <c>{"error":["EAPI:Rate limit exceeded"],"result":{}}</c>. A transient one is retried.
/// </summary>
/// <param name="field">Where it stands in the body; a point leads into an object.</param>
/// <param name="value">A part of the field's JSON text, in any case: <c>rate limit</c>, or <c>false</c>.</param>
/// <param name="failureClass">What kind of trouble it is.</param>
internal sealed class Complaint(string field, string value, FailureClass failureClass)
{
    private readonly JsonPath _path = new(field);

    public FailureClass Class => failureClass;

    public bool IsIn(ReadOnlySpan<byte> body) =>
        _path.TryFind(body) is { } found
        && Encoding.UTF8.GetString(body[found]).Contains(value, StringComparison.OrdinalIgnoreCase);
}
