using System.Net;

namespace RoadRunner.Host.Configuration;

/// <summary>The settings of a storage on redis: <c>kv.NAME.config</c>, or the section at the top of the file named as the storage.</summary>
/// <remarks>A class and not a record: nothing prints it, so the password does not end up in a log.</remarks>
public sealed class RedisConfiguration
{
    /// <summary>Gets the servers, <c>addrs</c>: one, or nodes of one cluster.</summary>
    /// <value>Default: 127.0.0.1:6379. IP addresses are <see cref="IPEndPoint"/>, names are <see cref="DnsEndPoint"/>.</value>
    public IReadOnlyList<EndPoint> Addresses { get; init; } = [ConfigurationDefaults.RedisAddress];

    /// <summary>Gets the number of the database, <c>db</c>.</summary>
    /// <value>Default: 0.</value>
    public int Database { get; init; }

    /// <summary>Gets the password of the default user, <c>password</c>.</summary>
    /// <value>Default: null, no authentication. Never part of a message of this host.</value>
    public string? Password { get; init; }

    /// <summary>Gets how long connecting may take, <c>dial_timeout</c>.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan DialTimeout { get; init; } = ConfigurationDefaults.RedisDialTimeout;

    /// <summary>Gets how long redis may take to answer, <c>read_timeout</c>.</summary>
    /// <value>Default: 3 s.</value>
    public TimeSpan ReadTimeout { get; init; } = ConfigurationDefaults.RedisReadTimeout;

    /// <summary>Gets how long sending may take, <c>write_timeout</c>.</summary>
    /// <value>Default: <see cref="ReadTimeout"/>. A call as a whole is limited by the sum of the two.</value>
    public TimeSpan WriteTimeout { get; init; } = ConfigurationDefaults.RedisReadTimeout;

    /// <summary>Gets the section <c>tls</c>.</summary>
    /// <value>Default: null, no encryption. An empty section encrypts and trusts the authorities of the system.</value>
    public RedisTlsConfiguration? Tls { get; init; }
}
