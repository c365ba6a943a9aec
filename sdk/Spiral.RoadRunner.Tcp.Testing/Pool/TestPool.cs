using System.Buffers;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.InProcess;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The workers behind a host, all in this process.</summary>
internal sealed class TestPool(IReadOnlyList<TestWorker> workers, RrConfiguration configuration, InProcessLink? link, RuleBook rules) : IEventExecutor
{
    private readonly WorkerTurns _turns = new(workers);

    /// <summary>Gets the rules that are checked.</summary>
    public RuleBook Rules => rules;

    /// <summary>Gets the workers.</summary>
    public IReadOnlyList<TestWorker> Workers => workers;

    /// <summary>Says who handles the events of a server.</summary>
    public string HandlerOf(string server)
    {
        var types = workers[0].Application.MappedServers.FirstOrDefault(mapped => mapped.Name == server)?.ServiceTypes ?? [];
        return types.Count == 0 ? server : string.Join(", ", types.Select(static type => type.Name));
    }

    /// <summary>Starts the workers, one after the other.</summary>
    public async Task StartAsync(RoadRunnerHost host, CancellationToken cancellationToken)
    {
        link?.Attach(host, configuration);
        foreach (var worker in workers)
        {
            await worker.Application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        foreach (var worker in workers.Reverse())
        {
            await worker.Application.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EventAnswer> ExecuteAsync(ConnectionEvent connectionEvent, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var connection = StateOf(connectionEvent);
        var history = connection.Transport.History;
        history.Began(connectionEvent.Kind, connectionEvent.Body);
        var worker = await _turns.TakeAsync().ConfigureAwait(false);
        try
        {
            history.Dealt(worker.Number);
            var start = rules.Begin();
            var response = await worker.DispatchAsync(connectionEvent, connection.Answer).ConfigureAwait(false);
            rules.End(start, connectionEvent, connection.Transport.Server);
            history.Answered(response, connection.Answer.WrittenSpan);
            output.Write(connection.Answer.WrittenSpan);
            return AnswerOf(response);
        }
        finally
        {
            connection.Answer.Reset();
            _turns.Return(worker);
        }
    }

    /// <summary>Has an event handled that belongs to no connection of the host.</summary>
    public async Task<(TcpResponse Answer, byte[] Reply)> ExecuteAsync(TcpIncoming incoming)
    {
        var worker = await _turns.TakeAsync().ConfigureAwait(false);
        using var answer = new TcpAnswerBuffer();
        try
        {
            var response = await worker.Application.Dispatcher.DispatchAsync(incoming, answer).ConfigureAwait(false);
            return (response, answer.WrittenSpan.ToArray());
        }
        finally
        {
            _turns.Return(worker);
        }
    }

    private static TestConnectionState StateOf(ConnectionEvent connectionEvent)
    {
        if (connectionEvent.State is TestConnectionState known)
        {
            return known;
        }

        var state = new TestConnectionState(TestTransport.Current ?? throw new InvalidOperationException("The connection was not made by a test client."));
        connectionEvent.State = state;
        state.Transport.Opened(connectionEvent.ConnectionUuid);
        return state;
    }

    private static EventAnswer AnswerOf(TcpResponse response) => response switch
    {
        TcpResponse.Respond => EventAnswer.Respond,
        TcpResponse.RespondClose => EventAnswer.RespondClose,
        TcpResponse.Close => EventAnswer.Close,
        _ => EventAnswer.Read,
    };
}
