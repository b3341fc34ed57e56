package dev.datamigration.local.source;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The part of Redshift's system views that a migration reads, as views over PostgreSQL's catalogue,
 * in a schema that the Redshift role's search path names.
 */
public final class RedshiftCatalog {
  static final String SCHEMA = "redshift_catalog";

  private RedshiftCatalog() {}

  /** Creates the views; the connection is the owner's. */
  public static void create(Connection connection) throws SQLException {
    SqlScript.run(connection, "redshift-catalog.sql");
  }
}
