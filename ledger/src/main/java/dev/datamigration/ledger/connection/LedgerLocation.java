package dev.datamigration.ledger.connection;

import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.model.plan.QualifiedName;

/** Where the ledger lies; each part an exact identifier. */
public record LedgerLocation(String database, String migrationSchema, String validationSchema) {
  /** {@code SNOWCONVERT_AI.DATA_MIGRATION} and {@code DATA_VALIDATION}. */
  public static final LedgerLocation DEFAULT =
      new LedgerLocation("SNOWCONVERT_AI", "DATA_MIGRATION", "DATA_VALIDATION");

  /** The stage workers upload to and COPY reads from, in the migration schema. */
  public static final String STAGE = "DATA_MIGRATION_STAGE";

  /** A ledger table, qualified and quoted. */
  public String table(LedgerTable table) {
    return qualify(table.name());
  }

  /** An object of the migration schema, qualified and quoted. */
  public String qualify(String object) {
    return SnowflakeIdentifier.quote(database, migrationSchema, object);
  }

  /** A staging table, which lies in the migration schema beside the ledger. */
  public QualifiedName stagingTable(String name) {
    return new QualifiedName(database, migrationSchema, name);
  }

  /**
   * A place in the stage.
   *
   * @param path relative to its root
   */
  public String stage(String path) {
    return "@" + qualify(STAGE) + "/" + path;
  }
}
