namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SingleUserAuthenticatorTests
{
    [Theory]
    [InlineData("user", "secret", true)]
    [InlineData("user", "Secret", false)]
    [InlineData("user", "secret ", false)]
    [InlineData("User", "secret", false)]
    [InlineData("other", "other", false)]
    [InlineData("", "", false)]
    [InlineData("usersecret", "", false)]
    public async Task Only_the_one_user_with_his_password_is_right(string user, string password, bool expected) =>
        Assert.Equal(expected, await new SingleUserAuthenticator("user", "secret").CheckAsync(user, password, TestContext.Current.CancellationToken));

    [Fact]
    public void Options_without_a_user_give_no_authenticator()
    {
        Assert.Null(SingleUserAuthenticator.From(new SmtpOptions()));
        Assert.NotNull(SingleUserAuthenticator.From(new SmtpOptions { User = "user", Password = "secret" }));
    }
}
