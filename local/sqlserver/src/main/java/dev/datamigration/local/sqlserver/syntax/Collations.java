package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Collation;

/** Finds collations by name. */
public final class Collations {
  private Collations() {}

  public static Collation of(String name) throws ServerError {
    return Collation.of(name)
        .orElseThrow(() -> new ServerError(448, "Invalid collation '" + name + "'."));
  }
}
