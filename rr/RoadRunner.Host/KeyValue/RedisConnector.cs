using System.Security.Authentication;
using RoadRunner.Host.Configuration;
using StackExchange.Redis;

namespace RoadRunner.Host.KeyValue;

/// <summary>Makes connections to redis. What StackExchange.Redis needs to be told, beside the configuration, is told here.</summary>
internal sealed class RedisConnector(RedisConfiguration configuration, RedisTls? tls, TimeProvider time) : IDisposable
{
    private const int KeepAliveSeconds = 60;
    private static readonly Version OldestRedis = new(6, 0);

    /// <summary>Gets the first address, for messages.</summary>
    public string Address { get; } = RedisAddressText.Of(configuration.Addresses[0]);

    /// <summary>Connects within the dial timeout.</summary>
    /// <exception cref="KeyValueException">Nobody is there, or redis did not let us in.</exception>
    public async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(configuration.DialTimeout, time);
        if (await RedisProbe.FindFaultAsync(configuration.Addresses, limit.Token) is { } fault)
        {
            throw KeyValueException.Plain(KeyValueFault.Unavailable, fault);
        }

        var left = configuration.DialTimeout - time.GetElapsedTime(started);
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(Options(left));

            // Each reply wakes its own caller; in order they would go through one queue, and one slow caller holds up all.
            connection.PreserveAsyncOrder = false;
            return connection;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or IOException or ObjectDisposedException)
        {
            throw KeyValueException.Plain(KeyValueFault.Unavailable, $"dial tcp {Address}: {Describe(e)}", e);
        }
    }

    public void Dispose() => tls?.Dispose();

    // The messages of the library carry commands, keys and counters; what a caller can act on is the kind of failure.
    private string Describe(Exception error)
    {
        if (tls is { RedisIsNotTrusted: true })
        {
            return "tls: failed to verify certificate";
        }

        if (error.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal))
        {
            return configuration.Password is null
                ? "NOAUTH Authentication required."
                : "WRONGPASS invalid username-password pair or user is disabled.";
        }

        return tls is null ? "i/o timeout" : "tls: the handshake failed or took too long";
    }

    private ConfigurationOptions Options(TimeSpan left)
    {
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            AllowAdmin = true,
            ClientName = "roadrunner",
            ConfigurationChannel = "",
            TieBreaker = "",
            ConnectRetry = 1,
            ConnectTimeout = Math.Max(1, (int)left.TotalMilliseconds),
            DefaultDatabase = configuration.Database,
            DefaultVersion = OldestRedis,
            HighPrioritySocketThreads = false,
            KeepAlive = KeepAliveSeconds,
            Password = configuration.Password,
            SyncTimeout = Math.Max(1, (int)configuration.ReadTimeout.TotalMilliseconds),

            // Without SUBSCRIBE there is no second connection, which nobody here would use.
            CommandMap = CommandMap.Create(new HashSet<string>(StringComparer.Ordinal) { "SUBSCRIBE" }, available: false),
        };
        foreach (var address in configuration.Addresses)
        {
            options.EndPoints.Add(address);
        }

        if (tls is not null)
        {
            options.Ssl = true;
            options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            options.CertificateValidation += tls.Validate;
            if (tls.HasOwnCertificate)
            {
                options.CertificateSelection += tls.Select;
            }
        }

        return options;
    }
}
