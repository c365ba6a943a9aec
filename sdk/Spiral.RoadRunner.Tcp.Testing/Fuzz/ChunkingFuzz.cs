using System.Globalization;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Tries whether an application answers the same however the network cuts what a client says.</summary>
public static class ChunkingFuzz
{
    /// <summary>How many seeds are tried when nobody says so.</summary>
    public const int DefaultSeeds = 1000;

    /// <summary>Says one conversation whole, byte by byte, and once for each seed cut at random, and compares the answers.</summary>
    /// <param name="start">Starts the host; called once. All conversations are said to it one after the other, so what an application keeps beyond a connection must not show in its answers.</param>
    /// <param name="conversation">What the client says.</param>
    /// <param name="seeds">How many random cuts are tried: the seeds from 0. Not negative.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <exception cref="ChunkingFuzzException">An answer differs; the message has the seed, the cuts and both transcripts.</exception>
    /// <exception cref="TcpTestRuleException">A rule was broken, see <see cref="TcpTestHost.DisposeAsync()"/>.</exception>
    public static async Task RunAsync(
        Func<Task<TcpTestHost>> start, TcpConversation conversation, int seeds = DefaultSeeds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentOutOfRangeException.ThrowIfNegative(seeds);
        var host = await start().ConfigureAwait(false);
        await using var owned = host.ConfigureAwait(false);
        var length = conversation.Bytes.Length;
        var whole = await SayAsync(host, conversation, [], cancellationToken).ConfigureAwait(false);
        await CompareAsync("byte by byte", [.. Enumerable.Range(1, length - 1)]).ConfigureAwait(false);
        for (var seed = 0; seed < seeds; seed++)
        {
            await CompareAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), RandomCuts.Of(length, seed)).ConfigureAwait(false);
        }

        async Task CompareAsync(string delivery, int[] cuts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var said = await SayAsync(host, conversation, cuts, cancellationToken).ConfigureAwait(false);
            if (!said.AsSpan().SequenceEqual(whole))
            {
                host.Failure("");
                throw new ChunkingFuzzException(delivery, cuts, AnswerText.Of(whole, conversation), AnswerText.Of(said, conversation));
            }
        }
    }

    /// <summary>Says a conversation in pieces; the host has looked at each before the next one comes.</summary>
    private static async Task<byte[]> SayAsync(TcpTestHost host, TcpConversation conversation, int[] cuts, CancellationToken cancellationToken)
    {
        var client = await host.ConnectAsync(conversation.Server, AnswerText.Client, cancellationToken).ConfigureAwait(false);
        await using var owned = client.ConfigureAwait(false);
        var from = 0;
        foreach (var cut in cuts)
        {
            if (!await client.TrySendAsync(conversation.Bytes[from..cut]).ConfigureAwait(false))
            {
                break;
            }

            await host.WhenIdleAsync().ConfigureAwait(false);
            from = cut;
        }

        await client.TrySendAsync(conversation.Bytes[from..]).ConfigureAwait(false);
        await client.HalfCloseAsync().ConfigureAwait(false);
        return AnswerText.Scrub(await client.ReadBytesToEndAsync().ConfigureAwait(false), client.ConnectionUuid, conversation);
    }
}
