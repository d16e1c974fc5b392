using Kasparro.Dev.Commands;

return await CommandLine.RunAsync(args);
