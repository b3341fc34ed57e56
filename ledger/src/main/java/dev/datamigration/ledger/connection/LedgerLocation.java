package dev.datamigration.ledger.connection;

/** Where the ledger lies; each part an exact identifier. */
public record LedgerLocation(String database, String migrationSchema, String validationSchema) {
  /** {@code SNOWCONVERT_AI.DATA_MIGRATION} and {@code DATA_VALIDATION}. */
  public static final LedgerLocation DEFAULT =
      new LedgerLocation("SNOWCONVERT_AI", "DATA_MIGRATION", "DATA_VALIDATION");
}
