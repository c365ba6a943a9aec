using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>What does not come is told at once, with what led to it.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_handler_that_writes_nothing_is_named_with_its_answer()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.OfService<SilentService>());
        var client = await host.ConnectAsync();
        await client.SendLineAsync("hi");

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().Within());

        Assert.Equal(
            """
            Waited for a line, but everything that was sent has been handled.
              connection 127.0.0.1:50001 to main:
                sent 4 bytes, last "hi\r\n"
                Connected -> worker 1: OnConnected of SilentService answered Read, which keeps the connection and writes nothing
                Data "hi\r\n" -> worker 2: OnData of SilentService answered Read, which keeps the connection and writes nothing
            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Fact]
    public async Task Bytes_without_a_delimiter_are_named()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);
        var client = await host.ConnectAsync();
        await client.SendAsync("hi\n");

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().Within());

        Assert.Contains("3 bytes are no event yet: the server waits for the delimiter \"\\r\\n\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_line_is_shown()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static _ => TcpReply.Respond("half")));
        var client = await host.ConnectAsync();
        await client.SendLineAsync("x");

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().Within());

        Assert.StartsWith("Waited for a line, but everything that was sent has been handled. Received \"half\".", failure.Message, StringComparison.Ordinal);
        await client.ExpectAsync("half");
    }

    [Fact]
    public async Task An_exception_of_a_handler_is_in_the_message()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static _ => throw new InvalidOperationException("on purpose")));
        var client = await host.ConnectAsync();
        await client.SendLineAsync("x");

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ExpectAsync("fine\r\n").Within());

        Assert.StartsWith("Expected \"fine\\r\\n\", received \"Someth\".", failure.Message, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: on purpose", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_bytes_than_expected_are_shown_beside_each_other()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Shout);
        var client = await host.ConnectAsync();
        await client.SendLineAsync("hi");

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ExpectAsync("HO\r\n").Within());

        Assert.StartsWith("Expected \"HO\\r\\n\", received \"HI\\r\\n\".", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_connection_is_not_closed_and_a_closed_one_is_not_silent()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static context => context.GetText() == "bye\r\n" ? TcpReply.Close : TcpReply.Read));
        var client = await host.ConnectAsync();
        await client.SendLineAsync("hi");
        await client.ExpectSilenceAsync();
        var open = await Assert.ThrowsAsync<TcpTestException>(() => client.ExpectClosedAsync().Within());
        Assert.StartsWith("Waited for the end of the connection, but everything that was sent has been handled.", open.Message, StringComparison.Ordinal);

        await client.SendLineAsync("bye");
        var closed = await Assert.ThrowsAsync<TcpTestException>(() => client.ExpectSilenceAsync().Within());
        Assert.StartsWith("Expected silence, but the connection is closed.", closed.Message, StringComparison.Ordinal);
        await client.ExpectClosedAsync();
        var sent = await Assert.ThrowsAsync<TcpTestException>(() => client.SendAsync("late").AsTask());
        Assert.StartsWith("Cannot send \"late\": the connection is closed.", sent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_does_not_end_is_given_up_and_the_rule_is_named()
    {
        var held = new TaskCompletionSource();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await TcpTestHost.StartAsync(
            Apps.Of(async _ =>
            {
                inside.SetResult();
                await held.Task;
                return TcpReply.Read;
            }),
            static options => options.HandlerLimit = TimeSpan.FromMilliseconds(100));
        var client = await host.ConnectAsync();
        await client.SendLineAsync("hi");
        await inside.Task.Within();

        var failure = await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().Within());

        Assert.StartsWith("An event has not ended after 0.1 s. A handler must end; the server kills after exec_ttl.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Data \"hi\\r\\n\" -> worker 2: OnData of main has not ended", failure.Message, StringComparison.Ordinal);
        await host.DisposeAsync().Within();
        Assert.Contains(host.Violations, static violation => violation.StartsWith("An event has not ended after 0.1 s.", StringComparison.Ordinal));
        held.SetResult();
    }

    [Fact]
    public async Task A_blocked_thread_of_a_handler_does_not_block_the_test()
    {
        using var held = new ManualResetEventSlim();
        var host = await TcpTestHost.StartAsync(
            Apps.Of(_ =>
            {
                held.Wait();
                return TcpReply.Read;
            }),
            static options => options.HandlerLimit = TimeSpan.FromMilliseconds(100));
        var client = await host.ConnectAsync();
        await client.SendLineAsync("hi");

        await Assert.ThrowsAsync<TcpTestException>(() => client.ReadLineAsync().Within());

        held.Set();
        await host.DisposeAsync().Within();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_names_those_there_are()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Shout, static options => options.Servers.Add("other"));

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => host.ConnectAsync("Third"));
        var none = await Assert.ThrowsAsync<ArgumentException>(() => host.ConnectAsync());

        Assert.StartsWith("There is no server \"Third\"; the servers are other, main.", wrong.Message, StringComparison.Ordinal);
        Assert.StartsWith("Name the server; the servers are other, main.", none.Message, StringComparison.Ordinal);
    }
}
