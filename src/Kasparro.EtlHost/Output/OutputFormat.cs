namespace Kasparro.EtlHost.Output;

internal enum OutputFormat
{
    Auto,
    Table,
    Json,
}
