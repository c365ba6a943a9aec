using System.Text;

namespace Spiral.RoadRunner.Tcp.Tests.Replay;

/// <summary>Answers events as a recorded worker did, as far as possible by the methods of <see cref="TcpWorker"/>.</summary>
internal sealed class ReplayHandler(TcpWorker tcp, IEnumerable<ReplayStep> steps)
{
    private readonly Queue<ReplayStep> _steps = new(steps.Where(step => step.IsEvent));

    public void Handle(TcpRequest request)
    {
        var step = _steps.Dequeue();
        if (step.IsLeftToTheLoop)
        {
            return;
        }

        var answer = step.Answer;
        if (answer.IsError)
        {
            tcp.Error(answer.Text);
            return;
        }

        // An echo is sent from where it was received.
        var body = answer.Body.Span.SequenceEqual(request.Body.Span) ? request.Body : answer.Body;
        switch (Encoding.UTF8.GetString(answer.Context.Span))
        {
            case "WRITE":
                tcp.Respond(body);
                break;
            case "WRITECLOSE":
                tcp.RespondClose(body.Span);
                break;
            case "CONTINUE":
                tcp.Respond(body, TcpResponse.Read);
                break;
            case "CLOSE":
                tcp.Respond(body, TcpResponse.Close);
                break;
            case """{"stop":true}""":
                tcp.Worker.Stop();
                break;
            default:
                // Words that the plugin does not know; only the worker below can say them.
                tcp.Worker.Respond(answer.Context.Span, body.Span);
                break;
        }
    }
}
