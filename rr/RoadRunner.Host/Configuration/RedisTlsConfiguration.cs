namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>tls</c> of a storage on redis. PEM files; relative paths start from <see cref="RrConfiguration.WorkingDirectory"/>.</summary>
/// <param name="Certificate">The certificate shown to redis, <c>cert</c>; null for none. Never without <paramref name="Key"/>.</param>
/// <param name="Key">The private key of the certificate, <c>key</c>; null for none.</param>
/// <param name="RootAuthority">The authorities trusted instead of the system's, <c>root_ca</c>; null for the system's.</param>
public sealed record RedisTlsConfiguration(string? Certificate, string? Key, string? RootAuthority);
