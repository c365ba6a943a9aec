namespace RoadRunner.Samples.Smtp;

/// <summary>Is told of every mail that was stored.</summary>
public interface IMailHook
{
    /// <summary>Does something with a mail. The client waits for it; an exception is logged and changes nothing for him.</summary>
    /// <param name="envelope">Who sent it to whom.</param>
    /// <param name="path">What <see cref="IMailStore.StoreAsync"/> returned.</param>
    /// <param name="cancellationToken">The worker has to stop.</param>
    public Task OnMailAsync(MailEnvelope envelope, string path, CancellationToken cancellationToken);
}
