namespace RoadRunner.Samples.Smtp;

/// <summary>What a client says to prove who it is. No record, so that nothing prints it by accident.</summary>
public sealed class SmtpCredentials(string user, string password)
{
    public string User { get; } = user;

    public string Password { get; } = password;
}
