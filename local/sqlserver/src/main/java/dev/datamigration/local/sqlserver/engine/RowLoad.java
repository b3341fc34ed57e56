package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Catalogue;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.engine.translate.ChangeTranslator;
import dev.datamigration.local.sqlserver.engine.translate.Context;
import dev.datamigration.local.sqlserver.syntax.Statement;
import dev.datamigration.local.sqlserver.syntax.StatementParser;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import dev.datamigration.local.sqlserver.type.TypedValue;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An INSERT that is translated once and run for many rows of values. */
public final class RowLoad {
  private static final int BATCH = 1_000;

  private final Catalogue catalogue;
  private final Database database;
  private final Connection connection;

  /** On a connection of its own, which is left in a transaction if a row is refused. */
  public RowLoad(Catalogue catalogue, Database database, Connection connection) {
    this.catalogue = catalogue;
    this.database = database;
    this.connection = connection;
  }

  /** All rows in one transaction; see {@code SqlServerStandIn.load}. */
  public long run(String insert, String parameters, Iterable<Object[]> rows)
      throws ServerError, SQLException {
    Map<String, SqlType> types = StatementParser.parameters(parameters);
    String sql = translate(insert, types);
    connection.setAutoCommit(false);
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        if (row.length != types.size()) {
          throw new ServerError(8178, "A row has " + row.length + " values.");
        }
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
        if (++count % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
      connection.commit();
      return count;
    } catch (SQLException e) {
      throw EngineErrors.of(e, false);
    }
  }

  private String translate(String insert, Map<String, SqlType> types) throws ServerError {
    List<Statement> parsed = StatementParser.batch(insert);
    if (parsed.size() != 1 || !(parsed.get(0) instanceof Statement.Insert statement)) {
      throw ServerError.unsupported("a load that is not one INSERT");
    }
    Map<String, TypedValue> samples = new HashMap<>();
    for (Map.Entry<String, SqlType> each : types.entrySet()) {
      samples.put(
          each.getKey(),
          new TypedValue(each.getKey(), false, each.getValue(), sample(each.getValue().kind())));
    }
    Context context =
        new Context(
            catalogue,
            database,
            "dbo",
            0,
            0,
            samples,
            new CountedFigures(connection, new KnownHistograms()));
    return new ChangeTranslator(context).insert(statement, false);
  }

  /** A value of a kind that the translation treats alike, whatever the value. */
  private static Object sample(Kind kind) throws ServerError {
    return switch (kind) {
      case TINYINT, SMALLINT, INT, BIGINT -> 0L;
      case DECIMAL, NUMERIC, MONEY, SMALLMONEY -> BigDecimal.ZERO;
      case CHAR, VARCHAR, NCHAR, NVARCHAR -> "";
      case DATE -> LocalDate.EPOCH;
      default -> throw ServerError.unsupported("a load of " + kind.typeName());
    };
  }
}
