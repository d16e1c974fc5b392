namespace Kasparro.WebApi.Http;

/// <summary>A response that is one page of a list.</summary>
internal interface IPageResponse
{
    /// <summary>Null on the last page.</summary>
    string? NextCursor { get; }
}
