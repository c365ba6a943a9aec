using RoadRunner.TestWorkers.Recorder;
using Spiral.RoadRunner.Tcp;

using var worker = TcpWorker.Create(new TcpWorkerOptions
{
    InterceptSideEffects = Environment.GetEnvironmentVariable("GUARD") != "off",
});
using var journal = JournalLink.Open(Environment.GetEnvironmentVariable("JOURNAL"));
worker.Run(request =>
{
    journal?.Record(request);
    if (request.Event == TcpEvent.Data)
    {
        Command.Obey(worker, request);
    }
});
