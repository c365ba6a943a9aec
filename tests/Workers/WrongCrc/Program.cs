using RoadRunner.TestWorkers.Bare;

const int ChecksumOffset = 6;

// Answers with a frame whose header has been damaged on the way.
using var worker = new BareWorker();
while (worker.NextData(out _) is not null)
{
    var answer = BareWorker.Answer("WRITE", "never to be seen");
    answer[ChecksumOffset] ^= 0xFF;
    worker.Output.Write(answer);
}
