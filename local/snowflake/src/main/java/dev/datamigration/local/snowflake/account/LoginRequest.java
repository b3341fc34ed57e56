package dev.datamigration.local.snowflake.account;

/**
 * Who wants in, as the driver sends it; null for what it leaves out.
 *
 * @param authenticator null or {@code SNOWFLAKE} for a password
 * @param role as written in the connection's properties
 */
public record LoginRequest(
    String user, String authenticator, String password, String token, String role) {
  @Override
  public String toString() {
    return "LoginRequest[user=" + user + ", authenticator=" + authenticator + "]";
  }
}
