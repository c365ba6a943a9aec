using RoadRunner.Host.Workers;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

public sealed class WorkerLifecycleTests
{
    // Each line: from, and everywhere it may go.
    private const string Table =
        """
        Inactive: Ready Stopping Errored
        Ready: Working Stopping MaxJobsReached Errored IdleTtlReached TtlReached MaxMemoryReached
        Working: Ready Stopping Errored ExecTtlReached
        Stopping: Stopped Errored
        Stopped:
        MaxJobsReached: Stopping Errored
        Errored:
        IdleTtlReached: Stopping Errored
        TtlReached: Stopping Errored
        MaxMemoryReached: Stopping Errored
        ExecTtlReached:
        """;

    [Fact]
    public void The_table_of_moves_is_this()
    {
        var states = Enum.GetValues<WorkerState>();
        var lines = states.Select(from => $"{from}: {string.Join(' ', states.Where(to => WorkerLifecycle.IsLegal(from, to)))}".TrimEnd());

        Assert.Equal(Table.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    [Theory]
    [InlineData(WorkerState.Inactive, 0, "inactive")]
    [InlineData(WorkerState.Ready, 1, "ready")]
    [InlineData(WorkerState.Working, 2, "working")]
    [InlineData(WorkerState.Stopping, 4, "stopping")]
    [InlineData(WorkerState.Stopped, 5, "stopped")]
    [InlineData(WorkerState.MaxJobsReached, 7, "maxJobsReached")]
    [InlineData(WorkerState.Errored, 8, "errored")]
    [InlineData(WorkerState.IdleTtlReached, 9, "idleTTLReached")]
    [InlineData(WorkerState.TtlReached, 10, "ttlReached")]
    [InlineData(WorkerState.MaxMemoryReached, 11, "maxMemoryReached")]
    [InlineData(WorkerState.ExecTtlReached, 12, "undefined")]
    public void Numbers_and_names_are_those_of_RoadRunner(WorkerState state, int number, string name)
    {
        Assert.Equal(number, (int)state);
        Assert.Equal(name, WorkerStateNames.NameOf(state));
    }

    [Fact]
    public void An_illegal_move_changes_nothing()
    {
        var worker = new WorkerLifecycle();
        Assert.True(worker.TryMoveTo(WorkerState.Ready));
        Assert.True(worker.TryMoveTo(WorkerState.MaxJobsReached));

        Assert.False(worker.TryMoveTo(WorkerState.Working));

        Assert.Equal(WorkerState.MaxJobsReached, worker.State);
    }
}
