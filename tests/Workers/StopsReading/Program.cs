using System.Text;
using RoadRunner.TestWorkers.Bare;
using Spiral.Goridge;

// Completes the handshake, answers Connected, and never reads again: what the server sends fills the pipe and stays there.
using var relay = Relay.Create("pipes");
using var output = Console.OpenStandardOutput();
relay.TryReceive(out _);
relay.Send(FrameFlags.Control, [], Encoding.UTF8.GetBytes($"{{\"pid\":{Environment.ProcessId}}}"));
relay.TryReceive(out _);
output.Write(BareWorker.Answer("CONTINUE", ""));
using var never = new ManualResetEventSlim();
never.Wait();
