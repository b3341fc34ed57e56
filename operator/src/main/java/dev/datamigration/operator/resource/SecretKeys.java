package dev.datamigration.operator.resource;

/** Keys of the Secrets that connections name. */
public final class SecretKeys {
  /** User of a database, or of Snowflake with keyPair and password. */
  public static final String USERNAME = "username";

  /** Password of that user. */
  public static final String PASSWORD = "password";

  /** Snowflake: a programmatic access token, an OAuth access token or an OIDC identity token. */
  public static final String TOKEN = "token";

  /** Snowflake: the private key, PKCS#8, PEM. */
  public static final String PRIVATE_KEY = "privateKey";

  /** Snowflake: what the private key is encrypted with; absent if it is not. */
  public static final String PASSPHRASE = "passphrase";

  /** Redshift with iam: the AWS access key's id. */
  public static final String ACCESS_KEY_ID = "accessKeyId";

  /** Redshift with iam: the AWS access key. */
  public static final String SECRET_ACCESS_KEY = "secretAccessKey";

  private SecretKeys() {}
}
