using System.Globalization;
using RoadRunner.TestWorkers.Bare;
using Spiral.Goridge;

const int ExitCode = 7;

// Dies with an event in its hands: before the first byte of its answer, or in the middle of it; with a limit as its argument also in
// the middle of reading an event that is larger.
using var worker = new BareWorker(args is [var limit] ? new RelayOptions { MaxPayloadBytes = int.Parse(limit, CultureInfo.InvariantCulture) } : null);
try
{
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
}
catch (FrameFormatException tooLarge)
{
    Console.Error.WriteLine(tooLarge.Message);
    return ExitCode;
}

return 0;
