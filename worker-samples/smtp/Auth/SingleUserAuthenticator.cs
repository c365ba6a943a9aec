using System.Security.Cryptography;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Knows one user. How long a check takes says nothing about how much of a guess was right.</summary>
public sealed class SingleUserAuthenticator : ISmtpAuthenticator
{
    // Digests have one length, whatever the texts have; the key makes those of guesses unknown to the guesser.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _user;
    private readonly byte[] _password;

    public SingleUserAuthenticator(string user, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(password);
        _user = DigestOf(user);
        _password = DigestOf(password);
    }

    /// <summary>Returns the authenticator of the options; null when they name no user.</summary>
    public static SingleUserAuthenticator? From(SmtpOptions options) =>
        options is { User: { } user, Password: { } password } ? new SingleUserAuthenticator(user, password) : null;

    /// <inheritdoc/>
    public ValueTask<bool> CheckAsync(string user, string password, CancellationToken cancellationToken)
    {
        var isUser = CryptographicOperations.FixedTimeEquals(_user, DigestOf(user));
        var isPassword = CryptographicOperations.FixedTimeEquals(_password, DigestOf(password));
        return ValueTask.FromResult(isUser & isPassword);
    }

    private byte[] DigestOf(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
