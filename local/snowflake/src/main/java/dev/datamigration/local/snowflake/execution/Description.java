package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.result.StoredRows;
import dev.datamigration.local.snowflake.text.SqlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a statement that changes rows will answer, known without running it. */
final class Description {
  private Description() {}

  /** The columns of the answer of INSERT, UPDATE, DELETE and MERGE; empty for other statements. */
  static Optional<StoredRows> of(String sql) {
    return switch (SqlText.firstWord(sql)) {
      case "INSERT" -> counts(StatementTypes.INSERT, "number of rows inserted");
      case "UPDATE" ->
          counts(
              StatementTypes.UPDATE,
              "number of rows updated",
              "number of multi-joined rows updated");
      case "DELETE" -> counts(StatementTypes.DELETE, "number of rows deleted");
      case "MERGE" ->
          counts(
              StatementTypes.MERGE,
              "number of rows inserted",
              "number of rows updated",
              "number of rows deleted");
      default -> Optional.empty();
    };
  }

  private static Optional<StoredRows> counts(long type, String... names) {
    List<ResultColumn> columns =
        Stream.of(names).map(name -> new ResultColumn(name, "fixed", 19, 0, 0, 0, false)).toList();
    return Optional.of(new StoredRows(type, columns, List.of(), 0, List.of(), 0));
  }
}
