namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkTransitionsTests
{
    private static readonly HashSet<(RpcLinkState From, RpcLinkState To)> Allowed =
    [
        (RpcLinkState.Disconnected, RpcLinkState.Connecting),
        (RpcLinkState.Disconnected, RpcLinkState.Closed),
        (RpcLinkState.Connecting, RpcLinkState.Connected),
        (RpcLinkState.Connecting, RpcLinkState.Reconnecting),
        (RpcLinkState.Connecting, RpcLinkState.Closed),
        (RpcLinkState.Connected, RpcLinkState.Reconnecting),
        (RpcLinkState.Connected, RpcLinkState.Draining),
        (RpcLinkState.Connected, RpcLinkState.Closed),
        (RpcLinkState.Reconnecting, RpcLinkState.Connected),
        (RpcLinkState.Reconnecting, RpcLinkState.Closed),
        (RpcLinkState.Draining, RpcLinkState.Closed),
    ];

    public static TheoryData<RpcLinkState, RpcLinkState> AllMoves
    {
        get
        {
            var moves = new TheoryData<RpcLinkState, RpcLinkState>();
            foreach (var from in Enum.GetValues<RpcLinkState>())
            {
                foreach (var to in Enum.GetValues<RpcLinkState>())
                {
                    moves.Add(from, to);
                }
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(AllMoves))]
    public void Every_row_of_the_table_is_as_documented(RpcLinkState from, RpcLinkState to) =>
        Assert.Equal(Allowed.Contains((from, to)), RpcLinkTransitions.IsAllowed(from, to));
}
