using System.IO.Pipelines;
using System.Threading.Channels;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc;

/// <summary>The replies of one connection that wait to be sent: any request adds, one loop sends, all that have gathered at once.</summary>
internal sealed class ReplyQueue(PipeWriter output, PendingRequests pending, int capacity)
{
    private const long FlushBytes = 64 * 1024;

    // As many places as there can be requests, so adding never waits.
    private readonly Channel<(RpcReply Reply, long Bytes)> _queue = Channel.CreateBounded<(RpcReply, long)>(
        new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Adds a reply; its request leaves when the reply is on its way.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="bytes">The room that the request has taken.</param>
    /// <returns>False when nothing is sent any more.</returns>
    public bool TryAdd(in RpcReply reply, long bytes)
    {
        pending.Grow(reply.Body.Length);
        if (_queue.Writer.TryWrite((reply, bytes + reply.Body.Length)))
        {
            return true;
        }

        pending.Shrink(reply.Body.Length);
        return false;
    }

    /// <summary>No more replies; those that are there are still sent.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Sends until the queue is complete. A client that does not read stops the loop, then its requests, then the reading of more.</summary>
    /// <exception cref="IOException">The client is gone, or the flush was cancelled because the connection is of no more use.</exception>
    public async Task SendAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                while (_queue.Reader.TryRead(out var next))
                {
                    Write(next.Reply);
                    pending.Leave(next.Bytes);
                    if (output.UnflushedBytes >= FlushBytes)
                    {
                        await FlushAsync();
                    }
                }

                await FlushAsync();
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var dropped))
            {
                pending.Leave(dropped.Bytes);
            }
        }
    }

    private void Write(in RpcReply reply)
    {
        if (reply.Error is { } text)
        {
            RpcFrame.WriteError(output, reply.Request, text);
        }
        else
        {
            var request = reply.Request;
            RpcFrame.Write(output, RpcFrame.GetReplyCodec(request.Flags), request.Sequence, request.Method.Span, reply.Body.Span);
        }
    }

    private async ValueTask FlushAsync()
    {
        var flushed = await output.FlushAsync();
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new IOException("the connection is closed");
        }
    }
}
