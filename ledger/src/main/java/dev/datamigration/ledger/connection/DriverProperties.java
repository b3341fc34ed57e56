package dev.datamigration.ledger.connection;

import dev.datamigration.ledger.connection.SnowflakeLogin.Credential;
import dev.datamigration.ledger.connection.SnowflakeLogin.KeyPair;
import dev.datamigration.ledger.connection.SnowflakeLogin.OAuthToken;
import dev.datamigration.ledger.connection.SnowflakeLogin.Password;
import dev.datamigration.ledger.connection.SnowflakeLogin.ProgrammaticAccessToken;
import dev.datamigration.ledger.connection.SnowflakeLogin.WorkloadIdentity;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.model.error.DmwException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;

/**
 * A login in the words of the driver. Secrets go into properties, never into the URL, which the
 * driver logs.
 */
final class DriverProperties {
  private DriverProperties() {}

  static String jdbcUrl(SnowflakeLogin login) {
    URI url = parse(login.url());
    int port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
    return "jdbc:snowflake://" + url.getHost() + ":" + port + "/";
  }

  static Properties of(SnowflakeLogin login, QueryTag tag) {
    URI url = parse(login.url());
    Properties properties = new Properties();
    properties.setProperty("ssl", "http".equals(url.getScheme()) ? "off" : "on");
    properties.setProperty("account", account(login, url));
    set(properties, "role", login.role());
    set(properties, "warehouse", login.warehouse());
    properties.setProperty("application", "DMW");
    properties.setProperty("loginTimeout", "60");
    properties.setProperty("CLIENT_SESSION_KEEP_ALIVE", "true");
    properties.setProperty("QUERY_TAG", tag.toJson());
    // Only the driver's statistics want to know on which cloud it runs; finding out asks three
    // clouds'
    // metadata services and takes seconds where none answers.
    if (!(login.credential() instanceof WorkloadIdentity)) {
      properties.setProperty("disablePlatformDetection", "true");
    }
    // What is read is small, and JSON needs no access to the JDK's internals as Arrow does.
    properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
    // Everything whose meaning a user's or account's default could bend.
    properties.setProperty("TIMEZONE", "UTC");
    properties.setProperty("AUTOCOMMIT", "true");
    credential(properties, login.credential());
    return properties;
  }

  private static void credential(Properties properties, Credential credential) {
    if (credential instanceof ProgrammaticAccessToken pat) {
      properties.setProperty("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
      properties.setProperty("token", pat.token());
    } else if (credential instanceof OAuthToken oauth) {
      properties.setProperty("authenticator", "oauth");
      properties.setProperty("token", oauth.token());
    } else if (credential instanceof KeyPair keyPair) {
      properties.setProperty("user", keyPair.user());
      properties.setProperty(
          "private_key_base64",
          Base64.getEncoder()
              .encodeToString(keyPair.privateKeyPem().getBytes(StandardCharsets.UTF_8)));
      set(properties, "private_key_pwd", keyPair.passphrase());
    } else if (credential instanceof WorkloadIdentity identity) {
      properties.setProperty("authenticator", "WORKLOAD_IDENTITY");
      properties.setProperty("workloadIdentityProvider", identity.provider());
      set(properties, "token", identity.token());
    } else if (credential instanceof Password password) {
      properties.setProperty("user", password.user());
      properties.setProperty("password", password.password());
    }
  }

  private static String account(SnowflakeLogin login, URI url) {
    if (login.account() != null) {
      return login.account();
    }
    String host = url.getHost();
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private static void set(Properties properties, String name, String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  private static URI parse(String url) {
    try {
      URI parsed = new URI(url);
      boolean web = "https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme());
      if (web && parsed.getHost() != null) {
        return parsed;
      }
    } catch (URISyntaxException e) {
      throw badUrl(url, e);
    }
    throw badUrl(url, null);
  }

  private static DmwException badUrl(String url, Exception cause) {
    return new DmwException(
        LedgerErrorCode.BAD_LOGIN_SETTINGS,
        "\"" + url + "\" is not the address of a Snowflake account.",
        "Write account: ORGANIZATION-ACCOUNT, or url: https://HOST for a private link.",
        cause);
  }
}
