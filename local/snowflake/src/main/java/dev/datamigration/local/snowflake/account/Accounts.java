package dev.datamigration.local.snowflake.account;

import dev.datamigration.local.snowflake.account.UserAccount.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Everybody who may log in, and the check whether somebody is one of them. */
public final class Accounts {
  private final List<UserAccount> users;
  private final Clock clock;

  /** Knows these users; the clock tells which tokens are expired. */
  public Accounts(List<UserAccount> users, Clock clock) {
    this.users = List.copyOf(users);
    this.clock = clock;
  }

  /**
   * Who logged in.
   *
   * @param role the session's role, exact
   */
  public record LoggedIn(String user, String role) {}

  /**
   * Checks a login.
   *
   * @throws LoginRefused with Snowflake's code if the credential or the role is not right
   */
  public LoggedIn check(LoginRequest login) {
    UserAccount account = authenticate(login);
    String role = IdentifierText.exact(login.role());
    if (role == null) {
      return new LoggedIn(account.user(), account.roles().get(0));
    }
    if (!account.roles().contains(role)) {
      throw new LoginRefused(
          390189,
          "Role '"
              + role
              + "' specified in the connect string is not granted to this user. Contact your local"
              + " system administrator, or attempt to login with another role, e.g. PUBLIC.");
    }
    return new LoggedIn(account.user(), role);
  }

  private UserAccount authenticate(LoginRequest login) {
    String authenticator =
        login.authenticator() == null
            ? "SNOWFLAKE"
            : login.authenticator().toUpperCase(Locale.ROOT);
    return switch (authenticator) {
      case "PROGRAMMATIC_ACCESS_TOKEN" ->
          find(
              login.user(),
              held ->
                  held instanceof Credential.AccessToken token
                      && same(token.secret(), login.token()),
              394400,
              "Programmatic access token is invalid.");
      case "OAUTH" ->
          find(
              login.user(),
              held ->
                  held instanceof Credential.OAuthToken token
                      && same(token.secret(), login.token()),
              390303,
              "Invalid OAuth access token.");
      case "SNOWFLAKE" -> {
        if (login.user() == null || login.user().isBlank()) {
          throw wrongPassword();
        }
        yield find(
            login.user(),
            held ->
                (held instanceof Credential.Password password
                        && same(password.secret(), login.password()))
                    || (held instanceof Credential.AccessToken token
                        && same(token.secret(), login.password())),
            390100,
            wrongPassword().getMessage());
      }
      case "SNOWFLAKE_JWT" ->
          users.stream()
              .filter(
                  account ->
                      account.credential() instanceof Credential.KeyPair pair
                          && KeyPairToken.proves(
                              login.token(), account.user(), pair.publicKey(), clock.instant()))
              .findFirst()
              .orElseThrow(() -> new LoginRefused(390144, "JWT token is invalid."));
      default ->
          throw new LoginRefused(
              390190,
              "The stand-in does not know the authenticator "
                  + authenticator
                  + "; it knows PROGRAMMATIC_ACCESS_TOKEN, OAUTH, SNOWFLAKE_JWT (a key pair)"
                  + " and SNOWFLAKE (a password).");
    };
  }

  private static LoginRefused wrongPassword() {
    return new LoginRefused(390100, "Incorrect username or password was specified.");
  }

  private UserAccount find(String user, Predicate<Credential> proven, int code, String message) {
    return users.stream()
        .filter(account -> user == null || user.isBlank() || account.user().equalsIgnoreCase(user))
        .filter(account -> proven.test(account.credential()))
        .findFirst()
        .orElseThrow(() -> new LoginRefused(code, message));
  }

  private static boolean same(String expected, String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
