namespace RoadRunner.Samples.Smtp;

/// <summary>What the service has to do with a reply.</summary>
public enum SmtpNext
{
    /// <summary>Write it and wait for the next line.</summary>
    Keep,

    /// <summary>Write it and close the connection.</summary>
    Close,

    /// <summary>Write it and take everything up to the line with a single dot as one message: the body.</summary>
    StartData,

    /// <summary>There is no reply yet: check the credentials and call <see cref="SmtpDialogue.EndOfAuth"/>.</summary>
    CheckCredentials,
}
