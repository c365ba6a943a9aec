using RoadRunner.TestWorkers.Model;
using Spiral.RoadRunner.Tcp.Hosting;

var application = TcpApplication.CreateBuilder(args).Build();
application.MapServer("main").Handle<CommandService>();
application.MapLoop<ObedientLoop>("obedient", TimeSpan.FromMilliseconds(20));
application.OnSignal("SIGUSR1", static (signal, _) => SignalCounter.CountAsync(signal));
if (Environment.GetEnvironmentVariable("SINGLETON_MS") is { Length: > 0 } period)
{
    application.MapTimer(
        "pool",
        TimeSpan.FromMilliseconds(int.Parse(period, provider: null)),
        static (timer, _) =>
        {
            Console.Error.WriteLine($"tick {timer.Tick} of {Environment.ProcessId}");
            return ValueTask.CompletedTask;
        },
        new TcpTimerOptions { IsSingleton = true });
}

await application.RunAsync();
