using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>Addresses on this machine and the question whether somebody answers there.</summary>
internal static class Loopback
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly byte[] Probe = "ready\r\n"u8.ToArray();

    public static IPEndPoint FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Waits until a message sent to <paramref name="address"/> comes back.</summary>
    public static async Task WaitForEchoAsync(IPEndPoint address, ChildProcess server, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyLimit);
        try
        {
            while (!await TryEchoAsync(address, limit.Token))
            {
                server.ThrowIfExited();
                await Task.Delay(RetryInterval, limit.Token);
            }
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{server.Name} did not echo within {ReadyLimit.TotalSeconds} s. {server.Errors()}", error);
        }
    }

    private static async Task<bool> TryEchoAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            await socket.SendAsync(Probe, cancellationToken);
            var answer = new byte[Probe.Length];
            var received = 0;
            while (received < answer.Length)
            {
                var count = await socket.ReceiveAsync(answer.AsMemory(received), cancellationToken);
                if (count == 0)
                {
                    return false;
                }

                received += count;
            }

            return answer.AsSpan().SequenceEqual(Probe);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
