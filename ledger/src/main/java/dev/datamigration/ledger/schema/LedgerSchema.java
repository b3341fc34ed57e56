package dev.datamigration.ledger.schema;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import java.util.ArrayList;
import java.util.List;

/** The statements that make the ledger, by version. Each may be run again at any time. */
public final class LedgerSchema {
  /** The version this build writes. */
  public static final int VERSION = 2;

  /** Which versions were applied when. */
  public static final String VERSION_TABLE = "LEDGER_VERSION";

  /** One row: the epoch, and who holds it. */
  public static final String OWNER_TABLE = "LEDGER_OWNER";

  private LedgerSchema() {}

  /** Everything up to {@link #VERSION}, in order. */
  public static List<String> statements(LedgerLocation ledger) {
    List<String> statements = new ArrayList<>();
    String database = SnowflakeIdentifier.quote(ledger.database());
    statements.add("CREATE DATABASE IF NOT EXISTS " + database);
    for (String schema : List.of(ledger.migrationSchema(), ledger.validationSchema())) {
      statements.add(
          "CREATE SCHEMA IF NOT EXISTS " + database + "." + SnowflakeIdentifier.quote(schema));
    }
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + ledger.qualify(VERSION_TABLE)
            + " (\"VERSION\" NUMBER(9,0) NOT NULL, \"APPLIED_AT\" TIMESTAMP_LTZ(3) DEFAULT CURRENT_TIMESTAMP())");
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + ledger.qualify(OWNER_TABLE)
            + " (\"ID\" NUMBER(9,0) NOT NULL, \"EPOCH\" NUMBER(18,0) NOT NULL, \"HOLDER\" VARCHAR, \"TICKED_AT\" TIMESTAMP_LTZ(3), \"TICK\" VARCHAR)");
    for (LedgerTable table : LedgerTable.values()) {
      statements.add(
          "CREATE TABLE IF NOT EXISTS "
              + ledger.table(table)
              + " ("
              + table.columnDefinitions()
              + ")");
      for (String column : table.laterDefinitions()) {
        statements.add(
            "ALTER TABLE " + ledger.table(table) + " ADD COLUMN IF NOT EXISTS " + column);
      }
    }
    statements.add("CREATE STAGE IF NOT EXISTS " + ledger.qualify(LedgerLocation.STAGE));
    statements.addAll(LedgerViews.statements(ledger));
    return statements;
  }

  /** What the workers' role needs and nothing more. */
  public static List<String> workerGrants(LedgerLocation ledger, String workerRole) {
    String role = SnowflakeIdentifier.quote(workerRole);
    String database = SnowflakeIdentifier.quote(ledger.database());
    String schema = database + "." + SnowflakeIdentifier.quote(ledger.migrationSchema());
    return List.of(
        "GRANT USAGE ON DATABASE " + database + " TO ROLE " + role,
        "GRANT USAGE ON SCHEMA " + schema + " TO ROLE " + role,
        "GRANT INSERT ON TABLE " + ledger.table(LedgerTable.WORKER_EVENT) + " TO ROLE " + role,
        "GRANT SELECT ON TABLE " + ledger.table(LedgerTable.TASK) + " TO ROLE " + role,
        "GRANT SELECT ON TABLE " + ledger.table(LedgerTable.TABLE_RUN) + " TO ROLE " + role,
        "GRANT READ, WRITE ON STAGE " + ledger.qualify(LedgerLocation.STAGE) + " TO ROLE " + role);
  }

  /** What an administrator runs when the operator's role may not create the ledger itself. */
  public static String operatorGrants(LedgerLocation ledger, String operatorRole) {
    String database = SnowflakeIdentifier.quote(ledger.database());
    String role =
        operatorRole == null ? "<the operator's role>" : SnowflakeIdentifier.quote(operatorRole);
    return "GRANT CREATE DATABASE ON ACCOUNT TO ROLE "
        + role
        + "; or, with the database made by an administrator: CREATE DATABASE IF NOT EXISTS "
        + database
        + "; GRANT USAGE, CREATE SCHEMA ON DATABASE "
        + database
        + " TO ROLE "
        + role
        + ";";
  }
}
