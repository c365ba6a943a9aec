using System.Text;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>Some workers with the sample in them, which share sessions and a folder of mails; events go to them in turn.</summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("mails-");
    private readonly List<TcpApplication> _workers = [];
    private int _next;

    private SmtpPool()
    {
    }

    public SharedSessions Sessions { get; } = new();

    /// <summary>Gets the texts of the mails, oldest first.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(_temp.FullName).Order(StringComparer.Ordinal).Select(static file => File.ReadAllText(file, Encoding.Latin1))];

    public static async Task<SmtpPool> StartAsync(int workers = 4, params string[] arguments)
    {
        var pool = new SmtpPool();
        for (var worker = 0; worker < workers; worker++)
        {
            var builder = TcpApplication.CreateEmbeddedBuilder(
                [$"--Smtp:Folder={pool._temp.FullName}", "--Smtp:AddTrace=false", "--Smtp:FlushesToDisk=false", .. arguments]);
            builder.UseSessions(_ => pool.Sessions);
            var application = Program.Build(builder);
            pool._workers.Add(application);
            await application.StartAsync();
        }

        return pool;
    }

    public SmtpLine Connect() => new(NextWorker);

    public Task StopAsync() => Task.WhenAll(_workers.Select(static worker => worker.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.StopAsync();
            await worker.DisposeAsync();
        }

        _temp.Delete(recursive: true);
    }

    private TcpDispatcher NextWorker() => _workers[_next++ % _workers.Count].Dispatcher;
}
