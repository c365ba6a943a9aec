using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Cuts the bytes of an event into messages and hands one after the other to the handlers; what is left goes to the session.</summary>
internal static class MessageLoop
{
    /// <summary>Returns true when the connection is to be closed.</summary>
    public static async ValueTask<bool> RunAsync(TcpServerRuntime server, TcpContext context, TcpAnswerBuffer answer)
    {
        var session = context.SessionState;
        var framing = server.Framing;
        var left = ReadOnlySequence<byte>.Empty;
        MessageCarry carry = default;
        if (server.KeepsLeftovers)
        {
            await session.LoadAsync().ConfigureAwait(false);
            framing = session.Framing(server);
            carry = session.Record.Carry;
            if (!MayComplete(server, context, framing))
            {
                session.AppendLeftover(context.Body);
                return false;
            }

            left = await session.ReadLeftoverAsync().ConfigureAwait(false);
        }

        var reader = context.Reader;
        reader.Begin(framing, server.MaxMessageBytes, carry, left, context.Body);
        try
        {
            while (reader.TryRead(out var message))
            {
                context.Message = message.Bytes;
                context.OversizedBytes = message.OversizedBytes;
                context.InFlight.Messages++;
                var reply = await server.Handler(context).ConfigureAwait(false);
                reply.WriteTo(answer);
                if (reply.Closes)
                {
                    return true;
                }

                Switch(server, context, reader);
            }

            if (server.KeepsLeftovers)
            {
                session.KeepLeftover(reader.Remaining, reader.Carry, TextOf(server, reader.Framing));
            }
        }
        finally
        {
            reader.End();
            context.Message = ReadOnlySequence<byte>.Empty;
            context.OversizedBytes = 0;
        }

        return false;
    }

    /// <summary>Has the first bytes of a connection cut otherwise than those of the server.</summary>
    public static async ValueTask BeginWithAsync(TcpServerRuntime server, TcpContext context, TcpFraming framing)
    {
        await context.SessionState.LoadAsync().ConfigureAwait(false);
        context.SessionState.KeepLeftover(ReadOnlySequence<byte>.Empty, carry: default, TextOf(server, framing));
    }

    private static string TextOf(TcpServerRuntime server, TcpFraming framing) => framing == server.Framing ? "" : framing.Encode();

    private static bool MayComplete(TcpServerRuntime server, TcpContext context, TcpFraming framing)
    {
        var leftover = context.SessionState.Record.Leftover;
        return leftover.Length == 0
            || MessageReader.MayComplete(
                framing, server.MaxMessageBytes, context.SessionState.Record.Carry, leftover.Describe(stackalloc byte[2 * TcpLeftover.KnownBytes]), context.Body);
    }

    /// <summary>A framing that was for one message gives way to that of the server, unless the handler wants another.</summary>
    private static void Switch(TcpServerRuntime server, TcpContext context, MessageReader reader)
    {
        if (context.NextFraming is { } next)
        {
            context.NextFraming = null;
            reader.Framing = next;
        }
        else if (reader.IsSpent || reader.Framing.Cutter is TerminatorCutter)
        {
            reader.Framing = server.Framing;
        }
    }
}
