package dev.datamigration.local.source;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Small tables that break careless migrations, in a schema of their own: every scalar type with its
 * limits, NULL and skewed and composite and text keys, no key, no row, one row, and names that need
 * quotes. What each is for is said in {@code oddities.sql}.
 */
public final class OdditiesTables {
  /** The schema they lie in. */
  public static final String SCHEMA = "oddities";

  private OdditiesTables() {}

  /** Creates and fills them; the connection is the owner's. */
  public static void load(Connection connection) throws SQLException {
    SqlScript.run(connection, "oddities.sql");
  }
}
