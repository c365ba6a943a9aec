using System.ComponentModel.DataAnnotations;

namespace RoadRunner.Samples.Smtp;

/// <summary>Settings of the server, from the section <c>Smtp</c>; in the environment <c>Smtp__HostName</c>.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Smtp";

    internal const string StorageKey = $"{Section}:{nameof(Storage)}";

    /// <summary>Gets or sets the storage of the server's section <c>kv</c> that keeps the sessions, for a pool of several workers.</summary>
    /// <value>Default: none, each worker has its sessions in memory.</value>
    public string? Storage { get; set; }

    /// <summary>Gets or sets the name in the greeting, in replies and in the trace header.</summary>
    [Required]
    [StringLength(SmtpLimits.Domain)]
    [RegularExpression("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", MatchTimeoutInMilliseconds = 1000)]
    public string HostName { get; set; } = "mailamie";

    /// <summary>Gets or sets the largest mail in bytes, counted without the dots that were stuffed into it. Advertised by SIZE.</summary>
    /// <value>Default 10 MiB.</value>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Gets or sets how many recipients a mail may have; 452 to more. RFC 5321 4.5.3.1.8 asks for at least 100.</summary>
    [Range(1, 10_000)]
    public int MaxRecipients { get; set; } = 100;

    /// <summary>Gets or sets the how-manieth refused command ends the connection with 421.</summary>
    [Range(1, 1000)]
    public int MaxErrors { get; set; } = 20;

    /// <summary>Gets or sets where <see cref="MailFolder"/> puts the mails.</summary>
    /// <value>Default: <c>var/mail</c> in the working directory, which is that of <c>.rr.yaml</c> under <c>dotnet rr serve</c>.</value>
    [Required]
    public string Folder { get; set; } = "var/mail";

    /// <summary>Gets or sets a value indicating whether a mail is accepted only when the disk has it.</summary>
    /// <value>Default true. False is faster, and loses mails that were accepted when the machine dies.</value>
    public bool FlushesToDisk { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether the lines Return-Path and Received are put in front of a mail.</summary>
    public bool AddTrace { get; set; } = true;

    /// <summary>Gets the domains whose mailboxes are here, 550 to others. None means all. Postmaster without a domain is always here.</summary>
    public IList<string> Domains { get; } = [];

    /// <summary>Gets or sets a value indicating whether MAIL is refused with 530 before AUTH.</summary>
    public bool RequireAuth { get; set; }

    /// <summary>Gets or sets a value indicating whether AUTH is offered on encrypted connections only, 538 on others.</summary>
    public bool AuthNeedsEncryption { get; set; }

    /// <summary>Gets or sets the one user that <see cref="SingleUserAuthenticator"/> knows. Without it AUTH is not offered.</summary>
    [StringLength(SmtpLimits.Credential, MinimumLength = 1)]
    public string? User { get; set; }

    /// <summary>Gets or sets his password. There is no default.</summary>
    [StringLength(SmtpLimits.Credential, MinimumLength = 1)]
    public string? Password { get; set; }

    /// <summary>Gets the largest body as it comes over the wire: a line that is a single dot has four bytes there instead of three.</summary>
    public long MaxWireBytes => MaxMessageBytes + (MaxMessageBytes / 3) + 1L;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (User is null != Password is null)
            yield return new ValidationResult("User and Password have to be set both or not at all.", [nameof(User), nameof(Password)]);
    }
}
