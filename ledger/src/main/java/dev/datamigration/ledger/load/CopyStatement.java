package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.sql.SnowflakeLiteral;
import dev.datamigration.model.message.StagedFile;
import java.util.stream.Collectors;

/**
 * The text of a load. Files are named one by one, never matched; FORCE, because Snowflake's memory
 * of loaded files must not decide (a load rolled back is loaded again from the same files; the
 * ledger knows what is loaded); ABORT_STATEMENT, because a row skipped is a row lost.
 */
final class CopyStatement {
  private CopyStatement() {}

  static String of(LoadRequest load, LedgerLocation ledger) {
    return "COPY INTO "
        + SnowflakeIdentifier.quote(load.destination(ledger))
        + " ("
        + load.columns().stream()
            .map(column -> SnowflakeIdentifier.quote(column.targetName()))
            .collect(Collectors.joining(", "))
        + ") FROM (SELECT "
        + load.columns().stream().map(ColumnExpression::of).collect(Collectors.joining(", "))
        + " FROM "
        + ledger.stage(load.stageFolder())
        + ") FILES = ("
        + load.files().stream()
            .map(file -> SnowflakeLiteral.text(relative(file, load.stageFolder())))
            .collect(Collectors.joining(", "))
        + ") FILE_FORMAT = (TYPE = PARQUET USE_VECTORIZED_SCANNER = TRUE BINARY_AS_TEXT = FALSE USE_LOGICAL_TYPE = TRUE)"
        + " ON_ERROR = ABORT_STATEMENT FORCE = TRUE PURGE = FALSE";
  }

  private static String relative(StagedFile file, String folder) {
    if (!file.path().startsWith(folder)) {
      throw new IllegalArgumentException(file.path() + " does not lie under " + folder);
    }
    return file.path().substring(folder.length());
  }
}
