using Spiral.RoadRunner.Tcp;

// What `dotnet run` does to a worker: a line on stdout before the guard can be installed.
Console.WriteLine("Building...");
using var worker = TcpWorker.Create();
worker.Run(request => worker.Respond(request.Body));
