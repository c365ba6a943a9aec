using System.Text;
using RoadRunner.TestWorkers.Bare;
using Spiral.Goridge;

// Completes the handshake, answers Connected, and never reads again: what the server sends fills the pipe and stays there. With an
// argument it answers the next event all the same, as soon as it begins.
using var relay = Relay.Create("pipes");
using var output = Console.OpenStandardOutput();
relay.TryReceive(out _);
relay.Send(FrameFlags.Control, [], Encoding.UTF8.GetBytes($"{{\"pid\":{Environment.ProcessId}}}"));
bool isConnected;
do
{
    if (!relay.TryReceive(out var frame) || (frame.Flags & FrameFlags.Control) != FrameFlags.None)
    {
        return;
    }

    isConnected = frame.Payload.Span.IndexOf("\"event\":\"CONNECTED\""u8) >= 0;
    output.Write(BareWorker.Answer("CONTINUE", ""));
}
while (!isConnected);

if (args.Length > 0)
{
    using var input = Console.OpenStandardInput();
    input.ReadByte();
    output.Write(BareWorker.Answer("CONTINUE", ""));
    Console.Error.WriteLine("I have answered.");
}

using var never = new ManualResetEventSlim();
never.Wait();
