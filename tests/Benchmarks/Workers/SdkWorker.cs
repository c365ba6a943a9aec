using Spiral.RoadRunner.Tcp;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>The same echo as <see cref="MinimalWorker"/>, through the SDK.</summary>
internal static class SdkWorker
{
    public const string Role = "sdk-worker";

    public static int Run()
    {
        using var worker = TcpWorker.Create();
        while (worker.WaitRequest() is { } request)
        {
            if (request.Event == TcpEvent.Data)
            {
                worker.Respond(request.Body.Span);
            }
            else
            {
                worker.Read();
            }
        }

        return 0;
    }
}
