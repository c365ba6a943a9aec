namespace RoadRunner.Samples.Smtp;

/// <summary>What is wrong with a path.</summary>
public enum SmtpPathError
{
    None,

    /// <summary>No <c>&lt;…&gt;</c>, or something other than a space behind it.</summary>
    Syntax,

    /// <summary>Longer than <see cref="SmtpLimits.Path"/>.</summary>
    TooLong,

    /// <summary>What stands in the brackets is no mailbox.</summary>
    Mailbox,
}
