using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Collects what is answered when a handler throws, see <see cref="TcpMiddlewareExtensions.UseExceptionPolicy"/>.</summary>
/// <remarks>To be used before the application starts; not safe for several threads at once.</remarks>
public sealed class ExceptionPolicyBuilder
{
    private readonly Dictionary<Type, ExceptionRule> _rules = [];
    private readonly List<Func<TcpContext, ValueTask>> _finalizers = [];

    internal ExceptionPolicyBuilder()
    {
    }

    /// <summary>Says what a client is answered when its handler throws an exception of a type, or of one that is derived from it and has no rule of its own.</summary>
    /// <typeparam name="TException">The type; the most derived rule counts, whatever the order.</typeparam>
    /// <param name="handler">
    /// Makes the answer, which may keep the connection. Bytes that the handler of the message has written to
    /// <see cref="TcpContext.Output"/> before it threw go out in front. When it throws itself, that is logged and there is no rule.
    /// </param>
    /// <param name="level">What the exception is logged as; <see cref="LogLevel.None"/> does not log it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The type has a rule already.</exception>
    public ExceptionPolicyBuilder On<TException>(Func<TcpContext, TException, ValueTask<TcpReply>> handler, LogLevel level = LogLevel.Warning)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!_rules.TryAdd(typeof(TException), new ExceptionRule((context, exception) => handler(context, (TException)exception), level)))
        {
            throw new ArgumentException($"There is a rule for {typeof(TException).FullName} already.", nameof(handler));
        }

        return this;
    }

    /// <summary>Has something done when an event has been handled: after each message, each new connection and each end of one, also when it threw.</summary>
    /// <param name="finalizer">Called when the answer is decided, which it cannot change; in the order in which they were added. What it throws is logged.</param>
    /// <returns>The same builder.</returns>
    public ExceptionPolicyBuilder Finally(Func<TcpContext, ValueTask> finalizer)
    {
        ArgumentNullException.ThrowIfNull(finalizer);
        _finalizers.Add(finalizer);
        return this;
    }

    internal ExceptionRules Build() => new(_rules.ToDictionary(), [.. _finalizers]);
}
