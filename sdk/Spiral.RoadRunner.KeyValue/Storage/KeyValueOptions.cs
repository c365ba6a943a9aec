namespace Spiral.RoadRunner.KeyValue;

/// <summary>Settings of a <see cref="KeyValueStorage"/>. A value out of its range is refused when it is set.</summary>
public sealed class KeyValueOptions
{
    /// <summary>Gets the clock that lifetimes are counted from.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what happens to the bytes of every value on their way, such as <see cref="AesGcmTransform"/>.</summary>
    /// <value>Default null: values are stored as the serializer writes them.</value>
    public IValueTransform? Transform { get; init; }

    /// <summary>Gets how long one call may take.</summary>
    /// <value>Default null: as the link says (<see cref="Rpc.IRpcCaller.CallTimeout"/>); otherwise above zero.</value>
    public TimeSpan? CallTimeout
    {
        get;
        init
        {
            Lifetime.Check(value, nameof(value));
            field = value;
        }
    }
}
