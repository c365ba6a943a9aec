namespace RoadRunner.Integration.Fixture;

/// <summary>An event that a worker has in its hands and does not handle until the test lets it.</summary>
internal sealed class HeldEvent(Func<JournalEntry, bool> match)
{
    private readonly TaskCompletionSource<JournalEntry> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until a worker has it.</summary>
    public Task<JournalEntry> WhenHeldAsync() => _arrived.Task.Within(what: "an event to hold");

    /// <summary>Lets the worker handle it.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Returns at once when this is not the event, or not the first one.</summary>
    public Task PassAsync(JournalEntry entry) => match(entry) && _arrived.TrySetResult(entry) ? _released.Task : Task.CompletedTask;
}
