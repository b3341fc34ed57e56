package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import dev.datamigration.local.snowflake.engine.StatementResult.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A session as tests use it. */
public final class Session implements AutoCloseable {
  public final SqlSession sql;

  Session(SqlSession sql) {
    this.sql = sql;
  }

  /** A bind variable of one value. */
  public static Bind bind(String type, String value) {
    return new Bind(type, Arrays.asList(value));
  }

  public Rows execute(String statement, Bind... binds) {
    return (Rows) sql.execute(new StatementRequest("id", statement, List.of(binds)));
  }

  /** Every row, its cells joined by {@code |}; NULL is {@code null}. */
  public List<String> run(String statement, Bind... binds) {
    Rows result = execute(statement, binds);
    List<String> rows = new ArrayList<>();
    try (RowStream stream = result.rows()) {
      while (stream.hasNext()) {
        rows.add(String.join("|", Arrays.asList(stream.next())));
      }
    }
    return rows;
  }

  /** The only cell. */
  public String cell(String statement, Bind... binds) {
    List<String> rows = run(statement, binds);
    if (rows.size() != 1) {
      throw new AssertionError("not one row: " + rows);
    }
    return rows.get(0);
  }

  public List<ResultColumn> columns(String statement) {
    Rows result = execute(statement);
    result.rows().close();
    return result.columns();
  }

  /** The error of a statement, as {@code code/state}. */
  public String error(String statement, Bind... binds) {
    SqlError error = failure(statement, binds);
    return error.code() + "/" + error.sqlState();
  }

  public SqlError failure(String statement, Bind... binds) {
    return catchThrowableOfType(SqlError.class, () -> run(statement, binds));
  }

  @Override
  public void close() {
    sql.close();
  }
}
