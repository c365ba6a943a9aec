using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace RoadRunner.Benchmarks.Reference;

/// <summary>Sends every message that ends in CR LF back, and nothing that is not complete.</summary>
internal sealed class LineEchoHandler : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var output = connection.Transport.Output;
        while (true)
        {
            var result = await input.ReadAsync(connection.ConnectionClosed);
            var buffer = result.Buffer;
            while (TryReadLine(ref buffer, out var line))
            {
                foreach (var segment in line)
                {
                    output.Write(segment.Span);
                }
            }

            await output.FlushAsync();
            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n"u8))
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, reader.Position);
        buffer = buffer.Slice(reader.Position);
        return true;
    }
}
