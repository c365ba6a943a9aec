namespace RoadRunner.Samples.Smtp;

/// <summary>Keeps mails. Must be safe to use from several threads and processes.</summary>
public interface IMailStore
{
    /// <summary>Stores a mail; when the task is complete, it outlives this process.</summary>
    /// <param name="envelope">Who sent it to whom.</param>
    /// <param name="content">The bytes; valid until the task is complete.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored then.</param>
    /// <returns>Where the mail is, for people and for <see cref="IMailHook"/>.</returns>
    /// <remarks>An exception becomes 451: the client keeps the mail and may try again.</remarks>
    public Task<string> StoreAsync(MailEnvelope envelope, MailContent content, CancellationToken cancellationToken = default);
}
