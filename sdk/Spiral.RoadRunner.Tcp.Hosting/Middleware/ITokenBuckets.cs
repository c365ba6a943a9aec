namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where allowances are kept. Thread-safe.</summary>
internal interface ITokenBuckets
{
    /// <summary>Takes one permit of a key, if there is one.</summary>
    public ValueTask<bool> TryTakeAsync(string key);

    /// <summary>Forgets a key.</summary>
    public void Remove(string key);
}
