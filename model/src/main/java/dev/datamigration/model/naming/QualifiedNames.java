package dev.datamigration.model.naming;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.QualifiedName;

/** The exact names of a table from the names as written. */
public final class QualifiedNames {
  private QualifiedNames() {}

  /**
   * The exact name at the source.
   *
   * @throws InvalidIdentifierException if a part is missing or no identifier
   */
  public static QualifiedName source(SourceTable source, Platform platform) {
    return exact(
        source.databaseName(), source.schemaName(), source.tableName(), platform.identifierRule());
  }

  /**
   * The exact name in Snowflake.
   *
   * @throws InvalidIdentifierException if a part is missing or no identifier
   */
  public static QualifiedName target(TargetTable target) {
    return exact(
        target.databaseName(), target.schemaName(), target.tableName(), IdentifierRule.SNOWFLAKE);
  }

  private static QualifiedName exact(
      String database, String schema, String table, IdentifierRule rule) {
    return new QualifiedName(
        SqlIdentifier.exact(database, rule),
        SqlIdentifier.exact(schema, rule),
        SqlIdentifier.exact(table, rule));
  }
}
