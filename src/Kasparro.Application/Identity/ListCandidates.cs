using MediatR;

namespace Kasparro.Application.Identity;

/// <summary>Pairs of listings that may be one coin and that no rule linked, the largest coins first.</summary>
public sealed record ListCandidates(int Limit) : IQuery<IReadOnlyList<CandidateDetail>>;

/// <summary>Two listings that share a symbol, each without a partner at the other's source.</summary>
/// <param name="First">A listing.</param>
/// <param name="Second">A listing of another source.</param>
/// <param name="PriceRatio" example="1.0004">The larger price through the smaller; null where one is missing.</param>
public sealed record CandidateDetail(CandidateListing First, CandidateListing Second, double? PriceRatio);

/// <summary>A listing, as its source writes it in its newest record.</summary>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="SourceAssetId" example="cosmos">Its id there.</param>
/// <param name="Symbol" example="atom">The symbol.</param>
/// <param name="Name" example="Cosmos Hub">The name.</param>
/// <param name="PriceUsd" example="4.12">The newest price; null where there is none.</param>
/// <param name="PriceTime">When the source says that it was.</param>
public sealed record CandidateListing(
    string Source,
    string SourceAssetId,
    string Symbol,
    string Name,
    NumberText? PriceUsd,
    DateTimeOffset? PriceTime
);

internal sealed class ListCandidatesHandler(IIdentityReader reader)
    : IRequestHandler<ListCandidates, IReadOnlyList<CandidateDetail>>
{
    public Task<IReadOnlyList<CandidateDetail>> Handle(ListCandidates query, CancellationToken ct) =>
        reader.CandidatesAsync(query.Limit, ct);
}
