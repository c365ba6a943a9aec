using RoadRunner.TestWorkers.Bare;

const int ExitCode = 6;

// Starts well, and finds out too late that it cannot work.
using var worker = new BareWorker();
worker.Greet();
Console.Error.WriteLine("the database is gone");
return ExitCode;
