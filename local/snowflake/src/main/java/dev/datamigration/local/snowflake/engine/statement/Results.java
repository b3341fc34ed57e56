package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Results that fit into memory. */
final class Results {
  static final long SELECT = 0x1000;
  static final long INSERT = 0x3100;
  static final long UPDATE = 0x3200;
  static final long DELETE = 0x3300;
  static final long MERGE = 0x3400;
  static final long COPY = 0x3600;
  static final long ALTER_SESSION = 0x4100;
  static final long USE = 0x4300;
  static final long SHOW = 0x4400;
  static final long DESCRIBE = 0x4500;
  static final long TRANSACTION = 0x5000;
  static final long DDL = 0x6000;

  private Results() {}

  private record Listed(Iterator<String[]> rows) implements RowStream {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public String[] next() {
      return rows.next();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  static StatementResult.Rows rows(
      long statementType, List<ResultColumn> columns, List<String[]> rows) {
    return new StatementResult.Rows(statementType, columns, new Listed(rows.iterator()));
  }

  /** Rows of strings. */
  static StatementResult.Rows texts(
      long statementType, List<String> names, List<List<String>> rows) {
    return rows(
        statementType,
        names.stream().map(name -> SnowType.VARCHAR.column(name, true)).toList(),
        rows.stream().map(row -> row.toArray(String[]::new)).toList());
  }

  /** What DDL and transaction control answer. */
  static StatementResult.Rows status(long statementType, String message) {
    return texts(statementType, List.of("status"), List.of(List.of(message)));
  }

  /** One row of counts. */
  static StatementResult.Rows counts(long statementType, List<String> names, List<Long> counts) {
    List<ResultColumn> columns = new ArrayList<>();
    names.forEach(name -> columns.add(SnowType.number(19, 0).column(name, false)));
    String[] row = counts.stream().map(String::valueOf).toArray(String[]::new);
    return rows(statementType, columns, List.<String[]>of(row));
  }
}
