using MediatR;

namespace Kasparro.Application.Drift;

/// <summary>What the records of a source look like; null where none are known.</summary>
public sealed record GetSchema(string Source) : IQuery<SourceSchema?>;

internal sealed class GetSchemaHandler(ISchemaReader reader) : IRequestHandler<GetSchema, SourceSchema?>
{
    public Task<SourceSchema?> Handle(GetSchema query, CancellationToken ct) =>
        reader.FindSchemaAsync(query.Source, ct);
}
