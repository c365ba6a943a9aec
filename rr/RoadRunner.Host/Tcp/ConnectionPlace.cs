using System.Net;

namespace RoadRunner.Host.Tcp;

/// <summary>The place of one connection among those of its server and those of all servers. Not thread-safe.</summary>
internal sealed class ConnectionPlace(ConnectionPlaces all, ConnectionPlaces server)
{
    private bool _isTaken;
    private IPAddress? _address;

    /// <summary>Takes the place.</summary>
    /// <returns>Null, or why there is none.</returns>
    public Refusal? Take()
    {
        if ((all.Take() ?? TakeOf(server)) is { } refusal)
        {
            return refusal;
        }

        _isTaken = true;
        return null;
    }

    /// <summary>Counts the connection for its address, which may be known only later.</summary>
    /// <param name="remote">Where the client is; one without an IP address is not counted.</param>
    /// <returns>Null, or why the connection may not stay.</returns>
    public Refusal? TakeFor(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var ip })
        {
            return null;
        }

        var address = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        if (all.TakeFor(address) is { } refusal)
        {
            return refusal;
        }

        if (server.TakeFor(address) is { } ownRefusal)
        {
            all.ReturnFor(address);
            return ownRefusal;
        }

        _address = address;
        return null;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return()
    {
        if (_address is { } address)
        {
            _address = null;
            server.ReturnFor(address);
            all.ReturnFor(address);
        }

        if (_isTaken)
        {
            _isTaken = false;
            server.Return();
            all.Return();
        }
    }

    /// <summary>Takes a place of the server after one of all; both or none.</summary>
    private Refusal? TakeOf(ConnectionPlaces places)
    {
        var refusal = places.Take();
        if (refusal is not null)
        {
            all.Return();
        }

        return refusal;
    }
}
