package dev.datamigration.local.quickstart.comparison;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database; whoever asked for one closes it. */
@FunctionalInterface
public interface ConnectionSource {
  /** A new connection in the driver's default state. */
  Connection open() throws SQLException;
}
