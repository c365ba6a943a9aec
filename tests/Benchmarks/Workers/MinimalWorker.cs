using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>The least a worker can do: one buffer, one read and one write for an event, no SDK. The floor the SDK is compared with.</summary>
internal sealed class MinimalWorker(FileStream input, FileStream output)
{
    public const string Role = "minimal-worker";

    private const int HeaderBytes = 12;
    private const int HeaderWithContextBytes = HeaderBytes + 4;
    private const byte ControlFlag = 0x01;

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;

    public static int Run()
    {
        // Unbuffered: every call is one system call. (RandomAccess would do without the stream, but refuses pipes.)
        using var input = new FileStream(StandardDescriptor.Input(), FileAccess.Read, bufferSize: 0);
        using var output = new FileStream(StandardDescriptor.Output(), FileAccess.Write, bufferSize: 0);
        new MinimalWorker(input, output).Loop();
        return 0;
    }

    private void Loop()
    {
        while (TryReceive(out var frame))
        {
            if ((_buffer[frame.Start + 1] & ControlFlag) != 0)
            {
                if (_buffer.AsSpan(frame.PayloadStart, frame.PayloadBytes).IndexOf("\"stop\""u8) >= 0)
                {
                    return;
                }

                SendPid();
            }
            else if (frame.ContextBytes > 0)
            {
                Answer(frame);
            }
        }
    }

    // Every context ends in the event: {"remote_addr":…,"server":…,"uuid":…,"event":"DATA"}
    private void Answer(MinimalFrame frame)
    {
        if (_buffer.AsSpan(frame.PayloadStart, frame.ContextBytes).EndsWith("\"DATA\"}"u8))
        {
            SendBefore(frame.PayloadStart + frame.ContextBytes, "WRITE"u8, frame.PayloadBytes - frame.ContextBytes);
        }
        else
        {
            SendBefore(frame.PayloadStart + frame.ContextBytes, "CONTINUE"u8, bodyBytes: 0);
        }
    }

    // The body stays where it was received: header and context of the answer are put in front of it, over the context of the
    // event, which is always longer. So the answer is one piece of memory without a copy.
    private void SendBefore(int bodyStart, ReadOnlySpan<byte> context, int bodyBytes)
    {
        var start = bodyStart - context.Length - HeaderWithContextBytes;
        var header = _buffer.AsSpan(start, HeaderWithContextBytes);
        MinimalFrame.WriteHeader(header, words: 4, flags: 0, context.Length + bodyBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[HeaderBytes..], context.Length);
        context.CopyTo(_buffer.AsSpan(start + HeaderWithContextBytes));
        output.Write(_buffer, start, HeaderWithContextBytes + context.Length + bodyBytes);
    }

    private void SendPid()
    {
        var payload = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"pid\":{Environment.ProcessId}}}"));
        var answer = new byte[HeaderBytes + payload.Length];
        MinimalFrame.WriteHeader(answer, words: 3, ControlFlag, payload.Length);
        payload.CopyTo(answer, HeaderBytes);
        output.Write(answer);
    }

    private bool TryReceive(out MinimalFrame frame)
    {
        while (!MinimalFrame.TryParse(_buffer.AsSpan(_start, _end - _start), _start, out frame))
        {
            MakeRoom(frame.TotalBytes);
            var count = input.Read(_buffer.AsSpan(_end));
            if (count == 0)
            {
                return false;
            }

            _end += count;
        }

        _start += frame.TotalBytes;
        return true;
    }

    private void MakeRoom(int frameBytes)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (frameBytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, frameBytes);
        }
    }
}
