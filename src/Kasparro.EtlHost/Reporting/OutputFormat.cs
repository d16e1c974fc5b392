namespace Kasparro.EtlHost.Reporting;

internal enum OutputFormat
{
    Auto,
    Table,
    Json,
}
