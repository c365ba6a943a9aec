namespace Spiral.RoadRunner.Rpc;

/// <summary>One listener; disposing it is unsubscribing.</summary>
internal sealed class RpcLinkListener(Action<RpcLinkHealth> callback, Action<RpcLinkListener> remove) : IDisposable
{
    private volatile bool _isGone;

    public void Hear(RpcLinkHealth health)
    {
        if (!_isGone)
        {
            callback(health);
        }
    }

    public void Dispose()
    {
        _isGone = true;
        remove(this);
    }
}
