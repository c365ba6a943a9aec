namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A lock that is held until it is disposed.</summary>
internal interface IIndexLock : IAsyncDisposable
{
    /// <summary>Gets a value indicating whether somebody else may hold it by now.</summary>
    public bool IsLost { get; }
}
