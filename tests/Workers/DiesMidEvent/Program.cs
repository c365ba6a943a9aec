using RoadRunner.TestWorkers.Bare;

const int ExitCode = 7;

// Dies with an event in its hands: before the first byte of its answer, or in the middle of it.
using var worker = new BareWorker();
while (worker.NextData(out _) is { } data)
{
    if (data.Body == "HALF")
    {
        var answer = BareWorker.Answer("WRITE", "never to be seen");
        worker.Output.Write(answer, 0, answer.Length / 2);
    }

    Console.Error.WriteLine("This is the end.");
    return ExitCode;
}

return 0;
