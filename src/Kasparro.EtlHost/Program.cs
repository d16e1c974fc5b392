using Kasparro.EtlHost.Commands;

return await CommandLine.RunAsync(args);
