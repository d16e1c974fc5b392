namespace Kasparro.Application.Failures;

/// <summary>The position of a failure in the list.</summary>
public sealed record FailurePosition(DateTimeOffset FailedAt, string Source, long RawId)
{
    public static FailurePosition Of(TransformFailure failure) => new(failure.FailedAt, failure.Source, failure.RawId);
}
