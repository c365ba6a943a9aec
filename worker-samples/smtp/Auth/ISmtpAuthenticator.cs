namespace RoadRunner.Samples.Smtp;

/// <summary>Knows the users. Must be safe to use from several threads.</summary>
public interface ISmtpAuthenticator
{
    /// <summary>Says whether these credentials are right.</summary>
    /// <remarks>An exception becomes 454, the client may try again.</remarks>
    public ValueTask<bool> CheckAsync(string user, string password, CancellationToken cancellationToken);
}
