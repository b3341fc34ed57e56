package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.SourceSettings;
import java.util.Map;

/** User and password, asked for at each login. */
public record PasswordLogin(String user, String password) {
  private static final String METHOD = "standard";

  /**
   * The login as the credentials are now.
   *
   * @throws DmwException if they lack a name or a password
   */
  public static PasswordLogin of(SourceSettings settings) {
    Map<String, String> credentials = settings.credentials().get();
    return new PasswordLogin(
        required(settings, credentials, "username"), required(settings, credentials, "password"));
  }

  /** Throws {@link DmwException} if the settings want another method. */
  public static void checkMethod(SourceSettings settings) {
    if (settings.authMethod() != null && !settings.authMethod().equals(METHOD)) {
      throw new DmwException(
          SourceErrorCode.BAD_SETTINGS,
          "The authentication method "
              + settings.authMethod()
              + " is not supported for "
              + settings.platform()
              + " sources.",
          "It is tried again every minute. Use a user name and a password (" + METHOD + ").");
    }
  }

  private static String required(
      SourceSettings settings, Map<String, String> credentials, String key) {
    String value = credentials.get(key);
    if (value == null) {
      throw new DmwException(
          SourceErrorCode.LOGIN_REFUSED,
          "The credentials of the " + settings.platform() + " source have no " + key + ".",
          "It is tried again every minute. Add the key " + key + " to the source's Secret.");
    }
    return value;
  }

  @Override
  public String toString() {
    return user;
  }
}
