package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.copy.FileResult;
import dev.datamigration.local.snowflake.engine.copy.TableLoad;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.stage.StageLocation;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Runs COPY INTO and shows what became of each file. */
final class CopyStatements {
  private final SessionContext session;
  private final TableLoad load;

  CopyStatements(SessionContext session, Clock clock) {
    this.session = session;
    this.load = new TableLoad(session.stages(), session.connection(), session.transaction(), clock);
  }

  StatementResult copy(Statement.Copy copy, List<Bind> binds) throws SQLException {
    Catalog catalog = session.catalog();
    Table table = new Names(catalog, session.identity()).table(copy.table());
    session.check("INSERT", "table", catalog.fullName(table));
    List<FileResult> results =
        load.load(
            copy,
            table,
            catalog,
            StageLocation.parse(copy.stage(), session.identity()),
            () -> session.translation(catalog, binds, 0));
    return results.isEmpty()
        ? Results.status(Results.COPY, "Copy executed with 0 files processed.")
        : rows(results);
  }

  private static StatementResult rows(List<FileResult> results) {
    SnowType count = SnowType.number(18, 0);
    List<ResultColumn> columns =
        List.of(
            SnowType.VARCHAR.column("file", true),
            SnowType.VARCHAR.column("status", true),
            count.column("rows_parsed", true),
            count.column("rows_loaded", true),
            count.column("error_limit", true),
            count.column("errors_seen", true),
            SnowType.VARCHAR.column("first_error", true),
            count.column("first_error_line", true),
            count.column("first_error_character", true),
            SnowType.VARCHAR.column("first_error_column_name", true));
    List<String[]> rows = new ArrayList<>();
    for (FileResult result : results) {
      String number = Long.toString(result.rows());
      rows.add(
          new String[] {result.path(), "LOADED", number, number, "1", "0", null, null, null, null});
    }
    return Results.rows(Results.COPY, columns, rows);
  }
}
