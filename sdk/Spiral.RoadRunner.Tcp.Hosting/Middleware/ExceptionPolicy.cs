using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Answers for handlers that throw.</summary>
internal sealed class ExceptionPolicy(ExceptionRules rules, ILogger<TcpApplication> logger) : ITcpMiddleware
{
    public async ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (rules.Find(exception) is { } rule)
        {
            if (await AnswerAsync(rule, context, exception).ConfigureAwait(false) is { } reply)
            {
                return reply;
            }

            throw;
        }
        finally
        {
            foreach (var finalizer in rules.Finalizers)
            {
                await FinishAsync(finalizer, context).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<TcpReply?> AnswerAsync(ExceptionRule rule, TcpContext context, Exception exception)
    {
        if (rule.Level != LogLevel.None)
        {
            HostingLog.ExceptionMapped(logger, rule.Level, exception, context.Event, context.ConnectionUuid, context.Server);
        }

        try
        {
            return await rule.Handler(context, exception).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            // The first one goes on: it is what went wrong.
            HostingLog.ExceptionRuleFailed(logger, second, exception.GetType().Name, context.ConnectionUuid, context.Server);
            return null;
        }
    }

    private async ValueTask FinishAsync(Func<TcpContext, ValueTask> finalizer, TcpContext context)
    {
        try
        {
            await finalizer(context).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The answer is decided; the other finalizers have their turn.
            HostingLog.FinalizerFailed(logger, exception, context.ConnectionUuid, context.Server);
        }
    }
}
