using RoadRunner.TestWorkers.Bare;

// Behaves until the first message, and then prints its answer where frames belong.
using var worker = new BareWorker();
while (worker.NextData(out _) is not null)
{
    worker.Output.Write("Hello, this is a text on the wire.\n"u8);
}
