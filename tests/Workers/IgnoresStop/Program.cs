using RoadRunner.TestWorkers.Bare;

// Echoes, and takes no notice of the stop command; only the end of its input ends it.
using var worker = new BareWorker();
while (true)
{
    var data = worker.NextData(out var isEnd);
    if (isEnd)
    {
        return;
    }

    if (data is null)
    {
        Console.Error.WriteLine("I do not want to stop.");
        continue;
    }

    worker.Output.Write(BareWorker.Answer("WRITE", data.Body));
}
