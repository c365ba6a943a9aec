using RoadRunner.TestWorkers.Bare;

// Answers an event twice, in one write or in two, or once and a bit; an ECHO just once.
using var worker = new BareWorker();
while (worker.NextData(out _) is { } data)
{
    if (data.Body.StartsWith("ECHO", StringComparison.Ordinal))
    {
        worker.Output.Write(BareWorker.Answer("WRITE", $"{data.Body}\r\n"));
        continue;
    }

    var first = BareWorker.Answer("WRITE", "first\r\n");
    var second = BareWorker.Answer("WRITE", "second\r\n");
    if (data.Body == "ONE WRITE")
    {
        worker.Output.Write([.. first, .. second]);
    }
    else
    {
        worker.Output.Write(first);
        worker.Output.Write(data.Body == "ONCE AND A BIT" ? second[..5] : second);
        Console.Error.WriteLine("I have answered.");
    }
}
