using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Puts handlers and middleware together.</summary>
internal static class TcpPipeline
{
    public static TcpHandler Around(ITcpMiddleware middleware, TcpHandler next) => context => middleware.InvokeAsync(context, next);

    public static TMiddleware Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(
        IServiceProvider services, object[] arguments)
        where TMiddleware : class => ActivatorUtilities.CreateInstance<TMiddleware>(services, arguments);

    /// <summary>Asks one handler after the other until one has handled the event.</summary>
    public static TcpHandler Chain(TcpHandler[] handlers, TcpHandler fallback) => handlers switch
    {
        [] => fallback,
        [var only] => context => FirstAsync(only, fallback, context),
        _ => context => EachAsync(handlers, fallback, context),
    };

    /// <summary>Leaves the event to the handlers behind as well.</summary>
    public static async ValueTask<TcpReply> ThenNextAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return TcpReply.Next;
    }

    private static ValueTask<TcpReply> FirstAsync(TcpHandler handler, TcpHandler fallback, TcpContext context)
    {
        var task = handler(context);
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task, fallback, context);
        }

#pragma warning disable VSTHRD103 // The task has ended.
        var reply = task.Result;
#pragma warning restore VSTHRD103
        return reply.IsHandled ? new ValueTask<TcpReply>(reply) : fallback(context);
    }

    private static async ValueTask<TcpReply> AwaitAsync(ValueTask<TcpReply> task, TcpHandler fallback, TcpContext context)
    {
        var reply = await task.ConfigureAwait(false);
        return reply.IsHandled ? reply : await fallback(context).ConfigureAwait(false);
    }

    private static async ValueTask<TcpReply> EachAsync(TcpHandler[] handlers, TcpHandler fallback, TcpContext context)
    {
        foreach (var handler in handlers)
        {
            var reply = await handler(context).ConfigureAwait(false);
            if (reply.IsHandled)
            {
                return reply;
            }
        }

        return await fallback(context).ConfigureAwait(false);
    }
}
