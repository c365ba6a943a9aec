using Polly;
using Polly.Retry;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Tries until there is a connection, with growing delays in between.</summary>
internal sealed class RpcLinkRetry
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Prepares the delays.</summary>
    /// <param name="options">How many, how long.</param>
    /// <param name="time">The clock of the delays.</param>
    /// <param name="onWait">Called before each delay: number of the attempt behind it, its length, the failure before it.</param>
    public RpcLinkRetry(RpcRetryOptions options, TimeProvider time, Action<int, TimeSpan, Exception> onWait)
    {
        if (!options.Enabled)
        {
            _pipeline = ResiliencePipeline.Empty;
            return;
        }

        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts == 0 ? int.MaxValue : options.MaxAttempts,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is not (null or RpcHandshakeException) && !arguments.Context.CancellationToken.IsCancellationRequested),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(options.GetDelay(arguments.AttemptNumber + 1)),
                OnRetry = arguments =>
                {
                    onWait(arguments.AttemptNumber + 1, arguments.RetryDelay, arguments.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Runs the attempts.</summary>
    /// <param name="loss">The loss that made this necessary: it counts as the first failure, so a delay comes before the first attempt. Null: attempt at once.</param>
    /// <param name="attempt">Makes a connection.</param>
    /// <param name="cancellationToken">Ends attempts and delays.</param>
    /// <exception cref="Exception">The failure of the last attempt, or one that is not tried again.</exception>
    public async ValueTask<RpcLinkSession> RunAsync(Exception? loss, Func<CancellationToken, ValueTask<RpcLinkSession>> attempt, CancellationToken cancellationToken)
    {
        var failure = loss;
        return await _pipeline.ExecuteAsync(
            token =>
            {
                var first = Interlocked.Exchange(ref failure, null);
                return first is null ? attempt(token) : ValueTask.FromException<RpcLinkSession>(first);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
