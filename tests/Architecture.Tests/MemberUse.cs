namespace Architecture.Tests;

/// <summary>One place in compiled code that uses a member of another type.</summary>
/// <param name="User">The full name of the type whose code it is, or of the outermost one around it.</param>
/// <param name="Member">The name of the member, such as <c>WriteLine</c>.</param>
internal sealed record MemberUse(string User, string Member);
