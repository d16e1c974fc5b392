using System.Globalization;
using System.Text.RegularExpressions;
using Kasparro.Testing.Sources.Recordings;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// A provider that sends one record less on each page than was recorded. Where pages are requested by the number of
/// records before them, what was left out comes with the next page; elsewhere it is gone.
/// </summary>
internal sealed partial class ShrinkingServer
{
    private readonly RecordedSource _recorded;
    private readonly PageRequests _pages;
    private readonly string? _offset;
    private readonly string[] _all;

    public ShrinkingServer(RecordedSource recorded, PageRequests pages)
    {
        (_recorded, _pages) = (recorded, pages);
        _all = [.. pages.Places.Containers.SelectMany(container => container.Parts).Select(Written)];
        _offset = OffsetOf(recorded, pages);
        Records =
        [
            .. _offset is null
                ? pages.Places.Containers.SelectMany(container => container.Parts.SkipLast(1)).Select(part => part.Raw)
                : pages.Places.Containers.SelectMany(container => container.Parts).Select(part => part.Raw),
        ];
    }

    /// <summary>What a walk to the end receives.</summary>
    public IReadOnlyList<string> Records { get; }

    /// <summary>Requests that were not for a page.</summary>
    public List<string> Strays { get; } = [];

    public StubResponse Respond(WireRequest request)
    {
        if (!_pages.IsOne(request))
            return _recorded.Recorded(request);
        if (_offset is null)
        {
            if (!_recorded.Has(request))
                Strays.Add(request.Address);
            return _recorded.WithEach(body => _pages.Places.Filled(body, records => records.SkipLast(1)))(request);
        }

        var before = Number(request.Address, _offset) ?? 0;
        var template = _recorded.Bodies[_pages.Numbers[0]];
        var size = Math.Max(1, _pages.Places.Containers[0].Parts.Count - 1);
        return StubResponse.Json(_pages.Places.Filled(template, _ => _all.Skip(before).Take(size)));
    }

    private static string Written(JsonPart part) => part.Name is null ? part.Raw : $"\"{part.Name}\":{part.Raw}";

    /// <summary>The parameter that counts the records before a page; null where there is none.</summary>
    private static string? OffsetOf(RecordedSource recorded, PageRequests pages)
    {
        var addresses = pages.Numbers.Select(at => recorded.Recording.Exchanges[at].Request).ToList();
        if (
            recorded.Bodies.Any(body =>
                body.Scalars.Any(part => part.Text.EndsWith(addresses[1], StringComparison.Ordinal))
            )
        )
            return null; // a link, whatever it is made of
        var before = new List<int> { 0 };
        foreach (var container in pages.Places.Containers)
            before.Add(before[^1] + container.Parts.Count);
        return Parameter()
            .Matches(addresses[^1])
            .Select(parameter => parameter.Groups["name"].Value)
            .FirstOrDefault(name =>
                addresses
                    .Select((address, at) => Number(address, name) ?? 0)
                    .SequenceEqual(before.Take(addresses.Count))
            );
    }

    private static int? Number(string address, string name) =>
        Parameter().Matches(address).FirstOrDefault(parameter => parameter.Groups["name"].Value == name) is { } found
            ? int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"[?&](?<name>[^=&]+)=(?<number>\d{1,9})(?=&|$)")]
    private static partial Regex Parameter();
}
