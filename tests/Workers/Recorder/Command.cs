using System.Globalization;
using System.Text;
using Spiral.RoadRunner.Tcp;

namespace RoadRunner.TestWorkers.Recorder;

/// <summary>What a message can make the worker do; everything that is no command comes back as it is.</summary>
internal static class Command
{
    private const int ExitCode = 7;
    private const int LongestCommand = 200;
    private const int ConsoleLines = 1000;

    public static void Obey(TcpWorker worker, TcpRequest request)
    {
        if (request.Body.Length > LongestCommand)
        {
            worker.Respond(request.Body);
            return;
        }

        var words = Encoding.Latin1.GetString(request.Body.Span).TrimEnd('\r', '\n').Split(' ');
        switch (words[0])
        {
            case "WHO":
                worker.Respond($"{request.Server} {request.ConnectionUuid} {string.Join(' ', words)}\r\n");
                break;
            case "PID":
                worker.Respond(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\r\n"));
                break;
            case "ENV":
                worker.Respond($"{Environment.GetEnvironmentVariable(words[1])}\r\n");
                break;
            case "THROW":
                throw new InvalidOperationException("thrown on purpose");
            case "EXIT":
                Environment.Exit(ExitCode);
                break;
            case "ERROR":
                worker.Error("refused on purpose");
                break;
            case "BYE":
                worker.RespondClose("bye\r\n");
                break;
            case "STOP" when words.Contains("ALL") || words.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)):
                worker.Worker.Stop();
                break;
            case "CONSOLE":
                for (var line = 0; line < ConsoleLines; line++)
                {
                    Console.WriteLine($"console line {line}");
                }

                worker.Respond("printed\r\n");
                break;
            case "NATIVE":
                SideEffects.WriteNatively("native text\n"u8);
                worker.Respond("written\r\n");
                break;
            case "CHILD":
                worker.Respond($"child ended with {SideEffects.RunChild()}\r\n");
                break;
            case "STDERR":
                Console.Error.WriteLine(new string('x', int.Parse(words[1], CultureInfo.InvariantCulture)));
                worker.Respond("written\r\n");
                break;
            case "LINES":
                Console.Error.Write("first line\nsecond line\r\n");
                worker.Respond("written\r\n");
                break;
            default:
                worker.Respond(request.Body);
                break;
        }
    }
}
