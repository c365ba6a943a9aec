using RoadRunner.TestWorkers.Bare;

// Answers an event twice, in one write or in two.
using var worker = new BareWorker();
while (worker.NextData(out _) is { } data)
{
    var first = BareWorker.Answer("WRITE", "first\r\n");
    var second = BareWorker.Answer("WRITE", "second\r\n");
    if (data.Body == "ONE WRITE")
    {
        worker.Output.Write([.. first, .. second]);
    }
    else
    {
        worker.Output.Write(first);
        worker.Output.Write(second);
    }
}
