using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Benchmarks.Reference;

/// <summary>What a TCP server costs when nothing stands between the socket and the handler: Kestrel with its default options.</summary>
internal static class KestrelReference
{
    public static async Task<int> RunAsync(KestrelOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, options.Port, listener => listener.UseConnectionHandler<LineEchoHandler>()));

        await using var application = builder.Build();
        await application.StartAsync();

        // The end of stdin means that whoever started this process is gone.
        await Task.WhenAny(application.WaitForShutdownAsync(), EndOfInputAsync());
        return 0;
    }

    private static async Task EndOfInputAsync()
    {
        // A thread of its own: reading the console blocks.
        await Task.Yield();
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }
}
