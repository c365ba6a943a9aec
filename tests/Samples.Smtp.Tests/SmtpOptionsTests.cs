using System.ComponentModel.DataAnnotations;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SmtpOptionsTests
{
    public static TheoryData<string, SmtpOptions> Wrong => new()
    {
        { nameof(SmtpOptions.HostName), new SmtpOptions { HostName = "" } },
        { nameof(SmtpOptions.HostName), new SmtpOptions { HostName = "two words" } },
        { nameof(SmtpOptions.HostName), new SmtpOptions { HostName = "line\n" } },
        { nameof(SmtpOptions.HostName), new SmtpOptions { HostName = new string('x', 256) } },
        { nameof(SmtpOptions.MaxMessageBytes), new SmtpOptions { MaxMessageBytes = 1023 } },
        { nameof(SmtpOptions.MaxRecipients), new SmtpOptions { MaxRecipients = 0 } },
        { nameof(SmtpOptions.MaxErrors), new SmtpOptions { MaxErrors = 0 } },
        { nameof(SmtpOptions.Folder), new SmtpOptions { Folder = "" } },
        { nameof(SmtpOptions.User), new SmtpOptions { User = "user" } },
        { nameof(SmtpOptions.Password), new SmtpOptions { Password = "secret" } },
        { nameof(SmtpOptions.Password), new SmtpOptions { User = "user", Password = "" } },
    };

    [Fact]
    public void Defaults_are_valid_and_written_down()
    {
        var options = new SmtpOptions();

        Assert.Empty(Validate(options));
        Assert.Equal(
            ("mailamie", 10_485_760, 100, 20, "var/mail", true, false, false, true),
            (options.HostName, options.MaxMessageBytes, options.MaxRecipients, options.MaxErrors, options.Folder, options.FlushesToDisk,
                options.RequireAuth, options.AuthNeedsEncryption, options.AddTrace));
        Assert.Null(options.Storage);
        Assert.Null(options.User);
        Assert.Null(options.Password);
        Assert.Empty(options.Domains);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_value_is_named(string name, SmtpOptions options) => Assert.Contains(name, Assert.Single(Validate(options)).MemberNames);

    [Fact]
    public void Wire_limit_has_room_for_every_stuffed_dot() => Assert.Equal(1024 + 341 + 1, new SmtpOptions { MaxMessageBytes = 1024 }.MaxWireBytes);

    private static List<ValidationResult> Validate(SmtpOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results;
    }
}
