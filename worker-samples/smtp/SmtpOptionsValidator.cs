using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RoadRunner.Samples.Smtp;

/// <summary>Checks the options at the start; each message begins with the key.</summary>
public sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var errors = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(static error =>
                $"{string.Join(", ", error.MemberNames.Select(static member => $"{SmtpOptions.Section}:{member}"))}: {error.ErrorMessage}"));
    }
}
