namespace Spiral.RoadRunner.KeyValue;

/// <summary>Settings of a <see cref="PoolCounter"/>. A value out of its range is refused when it is set.</summary>
public sealed class PoolCounterOptions
{
    /// <summary>Gets how long a change waits for its turn.</summary>
    /// <value>Default 10 s; zero does not wait. After it the change fails with <see cref="LockUnavailableException"/>.</value>
    public TimeSpan LockWait
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the lock lives when its owner is killed; until then all others wait.</summary>
    /// <value>Default 10 s; above zero. It has to be longer than a read and a write take at worst: a change that takes longer fails.</value>
    public TimeSpan LockTimeToLive
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);
}
