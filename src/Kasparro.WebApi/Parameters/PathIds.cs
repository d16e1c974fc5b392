namespace Kasparro.WebApi.Parameters;

/// <summary>Ids within paths.</summary>
internal static class PathIds
{
    public static readonly IdParameter Asset = new("asset_id", "Id of an asset.")
    {
        Example = "3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1",
    };

    public static readonly IdParameter Run = new("run_id", "Id of a run.")
    {
        Example = "0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10",
    };

    public static readonly IReadOnlyList<IdParameter> All = [Asset, Run];

    /// <summary>The id in a path; meaningless where the query then has a problem.</summary>
    public static Guid Path(this RequestQuery query, IdParameter parameter, string text) =>
        query.ReadPath(parameter, text) ?? Guid.Empty;
}
