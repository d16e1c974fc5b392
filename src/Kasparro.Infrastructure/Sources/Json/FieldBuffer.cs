using System.Runtime.CompilerServices;
using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>Room for the fields of one payload, on the stack.</summary>
[InlineArray(Capacity)]
internal struct FieldBuffer
{
    public const int Capacity = 9;

    private Field _first;
}
