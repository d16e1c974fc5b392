using System.Text;
using Kasparro.Domain.Bronze;

namespace Kasparro.Domain.MarketData;

/// <summary>
/// What makes an observation: an identity, a positive price, an instant; caps and volumes that are not negative.
/// </summary>
public static class ObservationRules
{
    /// <summary>Bytes of UTF-8. The longest symbol seen has 38 characters.</summary>
    public const int MaxSymbolBytes = 128;

    /// <summary>
    /// Bytes of UTF-8. The longest name seen has 100 characters. Symbol and name share one index entry.
    /// </summary>
    public const int MaxNameBytes = 512;

    public static Mapping Apply(in ObservationFields fields)
    {
        if (CheckIdentity(fields) is { } textProblem)
            return textProblem;

        if (ReadNumber(fields.Price, out var price) is { } priceProblem)
            return priceProblem;
        if (price is null)
            return Missing(fields.Price);
        if (price.Value.Sign <= 0)
            return OutOfRange(fields.Price, "must be greater than 0");

        if (ReadNumber(fields.MarketCap, out var marketCap) is { } capProblem)
            return capProblem;
        if (marketCap?.Sign < 0)
            return OutOfRange(fields.MarketCap, "must not be negative");

        if (ReadNumber(fields.Volume24h, out var volume) is { } volumeProblem)
            return volumeProblem;
        if (volume?.Sign < 0)
            return OutOfRange(fields.Volume24h, "must not be negative");

        if (CheckInstant(fields.LastUpdated, fields.Instant) is { } timeProblem)
            return timeProblem;

        return new Mapping.Accepted(
            new Observation(
                fields.Id.Text!,
                fields.Symbol.Text!,
                fields.Name.Text!,
                price.Value,
                marketCap,
                volume,
                fields.Instant.Instant!.Value
            )
        );
    }

    private static Mapping.Rejected? CheckIdentity(in ObservationFields fields) =>
        CheckText(fields.Id, SourceRecordId.MaxBytes)
        ?? CheckText(fields.Symbol, MaxSymbolBytes)
        ?? CheckText(fields.Name, MaxNameBytes);

    private static Mapping.Rejected? CheckText(Field field, int maxBytes)
    {
        if (field.IsAbsent || (field.Kind == FieldKind.Text && string.IsNullOrWhiteSpace(field.Text)))
            return Missing(field);
        if (field.Kind != FieldKind.Text)
            return new(TransformFailureType.InvalidText, $"{field.Name} is {Quote(field)}, not a text");
        if (!StorableText.IsStorable(field.Text))
            return new(
                TransformFailureType.InvalidText,
                $"{field.Name} has a character that cannot be stored (U+0000 or half a surrogate pair)"
            );

        var bytes = Encoding.UTF8.GetByteCount(field.Text!);
        return bytes > maxBytes
            ? new(TransformFailureType.InvalidText, $"{field.Name} has {bytes} bytes; {maxBytes} are kept at most")
            : null;
    }

    private static Mapping.Rejected? ReadNumber(Field field, out NumberLexeme? number)
    {
        number = null;
        if (field.IsAbsent)
            return null;
        if (field.Kind != FieldKind.Number)
            return new(TransformFailureType.InvalidNumber, $"{field.Name} is {Quote(field)}, not a number");

        var reading = NumberLexeme.Read(field.Text!);
        number = reading.Number;
        if (number is not null)
            return null;
        return reading.IsTooLong
            ? new(
                TransformFailureType.OutOfRange,
                $"{field.Name} is {Quote(field)}: "
                    + $"more than {NumberLexeme.MaxDigits} digits before or after the decimal point"
            )
            : new(TransformFailureType.InvalidNumber, $"{field.Name} is {Quote(field)}, not a number");
    }

    private static Mapping.Rejected? CheckInstant(Field field, TimestampReading reading)
    {
        if (reading.Instant is not null)
            return null;
        if (field.IsAbsent || field.Text is "")
            return Missing(field);
        return new(
            TransformFailureType.InvalidTimestamp,
            $"{field.Name} is {Quote(field)}: {reading.Problem ?? "it is not a time"}"
        );
    }

    private static Mapping.Rejected Missing(Field field) =>
        new(TransformFailureType.MissingField, $"{field.Name} is {field.Absence}");

    private static Mapping.Rejected OutOfRange(Field field, string rule) =>
        new(TransformFailureType.OutOfRange, $"{field.Name} is {Quote(field)}; it {rule}");

    private static string Quote(Field field)
    {
        var text = field.Text ?? "null";
        var shown = text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "…") : text;
        shown = StorableText.Of(shown); // a reason is itself stored as text
        return field.Kind == FieldKind.Number ? shown : $"'{shown}'";
    }
}
