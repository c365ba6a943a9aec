namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Wants to know when nothing is under way in a host.</summary>
internal interface IIdleListener
{
    /// <summary>Nothing is under way. Called with the lock of <see cref="HostActivity"/> held.</summary>
    public void BecameIdle();
}
