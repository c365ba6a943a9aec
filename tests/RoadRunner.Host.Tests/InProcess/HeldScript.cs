using RoadRunner.TestKit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Holds the event of one message in the executor's hands until the test lets it go; other events are answered with their body.</summary>
internal sealed class HeldScript
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldScript(ScriptedExecutor executor, string message) => executor.Script = async (connectionEvent, body, output, cancellationToken) =>
    {
        if (body == message)
        {
            _arrived.TrySetResult();
            await (ObeysCancellation ? _released.Task.WaitAsync(cancellationToken) : _released.Task);
        }

        ScriptedExecutor.Write(output, body);
        return connectionEvent.Kind == ConnectionEventKind.Data ? EventAnswer.Respond : EventAnswer.Read;
    };

    /// <summary>Gets or sets whether the event ends when its token fires.</summary>
    public bool ObeysCancellation { get; set; } = true;

    public Task WhenHeldAsync() => _arrived.Task.Within();

    public void Release() => _released.TrySetResult();
}
