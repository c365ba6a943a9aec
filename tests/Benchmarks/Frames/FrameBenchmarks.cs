using System.Buffers;
using BenchmarkDotNet.Attributes;
using Spiral.Goridge;

namespace RoadRunner.Benchmarks.Frames;

/// <summary>What one frame costs; the baseline is the copy that no codec can avoid.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private const int ContextBytes = 128;

    private readonly ArrayBufferWriter<byte> _writer = new(2 * 1024 * 1024);
    private byte[] _payload = [];
    private byte[] _copy = [];
    private byte[] _frame = [];

    [Params(64, 4 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _payload = new byte[Bytes];
        _copy = new byte[Bytes];
        FrameEncoder.Write(_writer, FrameFlags.None, [(uint)Math.Min(ContextBytes, Bytes)], _payload);
        _frame = _writer.WrittenSpan.ToArray();
    }

    [Benchmark(Baseline = true)]
    public byte Copy()
    {
        _payload.AsSpan().CopyTo(_copy);
        return _copy[0];
    }

    [Benchmark]
    public int Encode()
    {
        _writer.ResetWrittenCount();
        FrameEncoder.Write(_writer, FrameFlags.None, [(uint)Math.Min(ContextBytes, Bytes)], _payload);
        return _writer.WrittenCount;
    }

    [Benchmark]
    public uint DecodeBorrowed()
    {
        FrameDecoder.TryRead(_frame.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame);
        return frame.Header.PayloadBytes;
    }

    [Benchmark]
    public uint DecodeCopied()
    {
        var buffer = new ReadOnlySequence<byte>(_frame);
        FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out var frame);
        return frame.Header.PayloadBytes;
    }
}
