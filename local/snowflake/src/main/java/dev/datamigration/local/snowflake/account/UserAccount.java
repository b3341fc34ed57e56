package dev.datamigration.local.snowflake.account;

import java.security.PublicKey;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who may log in.
 *
 * @param user upper case, as CREATE USER folds it
 * @param credential what proves that it is them
 * @param roles granted to the user, exact; the first is the default
 */
public record UserAccount(String user, Credential credential, List<String> roles) {
  public UserAccount {
    user = user.toUpperCase(Locale.ROOT);
    roles = List.copyOf(roles);
    if (user.isBlank() || roles.isEmpty()) {
      throw new IllegalArgumentException("a user has a name and at least one role");
    }
  }

  /** How a user proves who they are. */
  public sealed interface Credential {
    /** A programmatic access token; also accepted in the place of a password. */
    record AccessToken(String secret) implements Credential {
      @Override
      public String toString() {
        return "AccessToken[]";
      }
    }

    /** A password. */
    record Password(String secret) implements Credential {
      @Override
      public String toString() {
        return "Password[]";
      }
    }

    /** An OAuth access token. */
    record OAuthToken(String secret) implements Credential {
      @Override
      public String toString() {
        return "OAuthToken[]";
      }
    }

    /** A key pair, of which the account knows the public half. */
    record KeyPair(PublicKey publicKey) implements Credential {}
  }

  /** A user with a programmatic access token. */
  public static UserAccount withToken(String user, String token, String... roles) {
    return new UserAccount(user, new Credential.AccessToken(token), List.of(roles));
  }

  /** A user with a password. */
  public static UserAccount withPassword(String user, String password, String... roles) {
    return new UserAccount(user, new Credential.Password(password), List.of(roles));
  }

  /** A user with an OAuth access token. */
  public static UserAccount withOAuthToken(String user, String token, String... roles) {
    return new UserAccount(user, new Credential.OAuthToken(token), List.of(roles));
  }

  /** A user with a key pair. */
  public static UserAccount withPublicKey(String user, PublicKey key, String... roles) {
    return new UserAccount(user, new Credential.KeyPair(key), List.of(roles));
  }
}
