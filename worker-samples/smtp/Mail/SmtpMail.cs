namespace RoadRunner.Samples.Smtp;

/// <summary>A mail that was received and is not yet stored.</summary>
/// <param name="Envelope">Who sent it to whom.</param>
/// <param name="Content">What is stored; valid as long as the body that it was made from.</param>
public sealed record SmtpMail(MailEnvelope Envelope, MailContent Content);
