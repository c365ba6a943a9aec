using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>What became of reading one key: found, missing, or failed. An immutable value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>Only the <c>Try…</c> methods return a failure; the others throw it.</remarks>
public readonly struct KeyValueResult<T>
{
    private readonly T? _value;

    private KeyValueResult(string key, bool isFound, T? value, Exception? error)
    {
        Key = key;
        IsFound = isFound;
        _value = value;
        Error = error;
    }

    /// <summary>Gets the key that was asked for.</summary>
    public string Key { get; }

    /// <summary>Gets a value indicating whether there is a value.</summary>
    public bool IsFound { get; }

    /// <summary>Gets a value indicating whether the read failed, so that nobody knows if there is a value; <see cref="Error"/> says why.</summary>
    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailed => Error is not null;

    /// <summary>
    /// Gets the cause of a failure, null otherwise: a <see cref="KeyValueException"/>, an <see cref="Rpc.RpcLinkException"/> or another
    /// error of the connection.
    /// </summary>
    public Exception? Error { get; }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">There is none: the key is missing. A failure is thrown as it is.</exception>
    public T Value
    {
        get
        {
            ThrowIfFailed();
            return IsFound ? _value! : throw new InvalidOperationException($"There is no value under the key \"{Key}\".");
        }
    }

    /// <summary>Gets the value if there is one.</summary>
    /// <param name="value">The value, or the default of its type when the key is missing or the read failed.</param>
    /// <returns>Whether it was found.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsFound;
    }

    /// <summary>Returns the value, or another one when the key is missing or the read failed.</summary>
    /// <param name="fallback">The other one.</param>
    [return: NotNullIfNotNull(nameof(fallback))]
    public T? GetValueOrDefault(T? fallback = default) => IsFound ? _value : fallback;

    /// <summary>Throws the cause of a failure; does nothing otherwise.</summary>
    public void ThrowIfFailed()
    {
        if (Error is not null)
        {
            ExceptionDispatchInfo.Throw(Error);
        }
    }

    internal static KeyValueResult<T> Found(string key, T value) => new(key, isFound: true, value, error: null);

    internal static KeyValueResult<T> Missing(string key) => new(key, isFound: false, default, error: null);

    internal static KeyValueResult<T> Failed(string key, Exception error) => new(key, isFound: false, default, error);
}
