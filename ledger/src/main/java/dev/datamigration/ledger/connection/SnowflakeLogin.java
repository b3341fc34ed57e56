package dev.datamigration.ledger.connection;

import java.util.Objects;

/**
 * How to reach an account and as whom.
 *
 * @param url scheme, host and port, for example {@code
 *     https://myorg-myaccount.snowflakecomputing.com}; plain http is only for an endpoint reached
 *     over a private link that ends TLS elsewhere
 * @param account the account identifier; null: taken from the host name
 * @param role null: the user's default role
 * @param warehouse null: the user's default warehouse
 */
public record SnowflakeLogin(
    String url, String account, String role, String warehouse, Credential credential) {
  public SnowflakeLogin {
    Objects.requireNonNull(url);
    Objects.requireNonNull(credential);
  }

  /** What proves who we are. No implementation shows its secret in {@code toString}. */
  public sealed interface Credential {}

  /** A programmatic access token. */
  public record ProgrammaticAccessToken(String token) implements Credential {
    @Override
    public String toString() {
      return "ProgrammaticAccessToken[***]";
    }
  }

  /**
   * An RSA key pair.
   *
   * @param privateKeyPem PKCS#8, PEM
   * @param passphrase null if the key is not encrypted
   */
  public record KeyPair(String user, String privateKeyPem, String passphrase)
      implements Credential {
    @Override
    public String toString() {
      return "KeyPair[user=" + user + ", ***]";
    }
  }

  /** An OAuth access token. */
  public record OAuthToken(String token) implements Credential {
    @Override
    public String toString() {
      return "OAuthToken[***]";
    }
  }

  /**
   * The identity the platform gives the workload.
   *
   * @param provider {@code AWS}, {@code AZURE}, {@code GCP} or {@code OIDC}
   * @param token the identity token for OIDC; otherwise null
   */
  public record WorkloadIdentity(String provider, String token) implements Credential {
    @Override
    public String toString() {
      return "WorkloadIdentity[provider=" + provider + ", ***]";
    }
  }

  /** A password: the last resort. */
  public record Password(String user, String password) implements Credential {
    @Override
    public String toString() {
      return "Password[user=" + user + ", ***]";
    }
  }
}
