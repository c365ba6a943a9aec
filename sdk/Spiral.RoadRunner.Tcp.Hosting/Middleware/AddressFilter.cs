using System.Net;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Refuses clients by their address, when they connect.</summary>
/// <remarks>
/// Data is not looked at: a server whose connected event fails closes that connection by itself, so no data comes from a client
/// that did not pass here. What is open when the lists change stays open.
/// </remarks>
internal sealed class AddressFilter : ITcpMiddleware
{
    private readonly IPNetwork[] _allow;
    private readonly IPNetwork[] _deny;
    private readonly bool _allowUnix;
    private readonly TcpReply _refusal;
    private readonly ILogger _logger;

    public AddressFilter(AddressFilterOptions options, string server, ILogger<TcpApplication> logger)
    {
        var check = new MiddlewareOptions("UseAddressFilter", server);
        check.RequireText(options.Refusal, nameof(options.Refusal));
        _allow = Parse(options.Allow, nameof(options.Allow), check);
        _deny = Parse(options.Deny, nameof(options.Deny), check);
        check.ThrowIfWrong(typeof(AddressFilterOptions));
        _allowUnix = options.AllowUnixClients;
        _refusal = TcpReply.RespondClose(options.Refusal);
        _logger = logger;
    }

    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next)
    {
        if (context.Event != TcpEvent.Connected || ReasonAgainst(context.RemoteAddress) is not { } reason)
        {
            return next(context);
        }

        HostingLog.AddressRefused(_logger, context.ConnectionUuid, context.Server, context.RemoteAddress, reason);
        return _refusal;
    }

    private static IPNetwork[] Parse(IList<string> texts, string key, MiddlewareOptions check)
    {
        var networks = new IPNetwork[texts.Count];
        for (var index = 0; index < networks.Length; index++)
        {
            var wrong = AddressRange.TryParse(texts[index], out networks[index]);
            check.Require(wrong is null, $"{key}:{index}", $"is \"{texts[index]}\", {wrong}");
        }

        return networks;
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private string? ReasonAgainst(string remoteAddress)
    {
        if (ClientAddress.Parse(remoteAddress) is not { } address)
        {
            return ClientAddress.IsUnix(remoteAddress) ? (_allowUnix ? null : "unix clients are not allowed") : "it is no address";
        }

        if (Contains(_deny, address))
        {
            return "it is denied";
        }

        return _allow.Length == 0 || Contains(_allow, address) ? null : "it is not allowed";
    }
}
