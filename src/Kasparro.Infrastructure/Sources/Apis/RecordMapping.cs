using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>Reads one record, as <see cref="ISource.Map"/> asks for it: pure, and never throws for content.</summary>
internal delegate Mapping MapRecord(StoredRecord record);

/// <summary>Where <see cref="MapRecord"/> finds what it reads; empty where the payload cannot be read.</summary>
internal delegate IReadOnlyList<FieldOrigin> FindFields(StoredRecord record);

/// <summary>How the records of an API are read.</summary>
/// <param name="Version">Change it with the mapping: the next run then transforms the source from the
/// beginning.</param>
internal sealed record RecordMapping(string Version, MapRecord Map, FindFields FieldsOf)
{
    /// <summary>Reads the id of a record when it is received.</summary>
    public RecordId Id { get; init; } = RecordId.Usual;

    /// <summary>What it reads of a record, so that a change of records is judged by it.</summary>
    public DeclaredFields Fields { get; init; } = DeclaredFields.None;
}
