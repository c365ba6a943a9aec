using System.Buffers;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Gives every message the same answer, at once and without an allocation.</summary>
internal sealed class ConstantExecutor(EventAnswer answer, Action seen) : IEventExecutor
{
    /// <summary>Gets how many events there were.</summary>
    public int Count { get; private set; }

    public ValueTask<EventAnswer> ExecuteAsync(ConnectionEvent connectionEvent, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        Count++;
        seen();
        output.Write("hello\r\n"u8);
        return ValueTask.FromResult(answer);
    }
}
