namespace RoadRunner.Benchmarks.Load;

/// <summary>Connections of one kind to one server, kept open over all rounds.</summary>
internal interface ILoad : IDisposable
{
    /// <summary>Runs one round. Anything that should not happen is an exception: a lost connection, a wrong answer.</summary>
    public Task<LoadReport> RunAsync(TimeSpan duration);
}
