namespace Kasparro.Application.Verification;

/// <summary>Compares raw rows with what their runs left as evidence.</summary>
public interface IBronzeVerifier
{
    /// <summary>Up to the latest successful run; memory holds some thousand rows.</summary>
    Task<BronzeVerification> VerifyAsync(string source, CancellationToken ct);
}
