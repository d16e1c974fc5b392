using System.Runtime.InteropServices;
using Kasparro.Simulator;
using Kasparro.Simulator.Csv;

if (args.Contains("--help"))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

SimulatorOptions options;
try
{
    options = CommandLine.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

if (options.CsvOut is { } folder)
{
    OhlcvFiles.Write(folder, options);
    return 0;
}

var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var simulator = await UpstreamSimulator.StartAsync(options);
Console.WriteLine(simulator.Address);
await stopped.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
