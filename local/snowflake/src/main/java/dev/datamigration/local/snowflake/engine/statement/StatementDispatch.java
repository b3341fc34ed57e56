package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.StatementRequest;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.syntax.StatementParser;
import dev.datamigration.local.snowflake.engine.translate.QueryTranslator;
import dev.datamigration.local.snowflake.engine.translate.TranslatedQuery;
import dev.datamigration.local.snowflake.engine.translate.Translation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Gives each statement of a session to who runs it. */
final class StatementDispatch {
  private final SessionContext session;
  private final DmlStatements dml;
  private final DdlStatements ddl;
  private final CopyStatements copies;
  private final SessionStatements settings;
  private final ShowStatements shows;

  StatementDispatch(SessionContext session, Clock clock) {
    this.session = session;
    this.dml = new DmlStatements(session);
    this.ddl = new DdlStatements(session);
    this.copies = new CopyStatements(session, clock);
    this.settings = new SessionStatements(session);
    this.shows = new ShowStatements(session);
  }

  StatementResult run(StatementRequest request) throws SQLException {
    Statement statement = StatementParser.parse(request.sql());
    List<Bind> binds = request.binds();
    if (session.transaction().isFailed() && !(statement instanceof Statement.Rollback)) {
      throw SqlErrors.transactionFailed();
    }
    if (statement instanceof Statement.Select select) {
      return select(select, binds);
    } else if (statement instanceof Statement.Insert insert) {
      return dml.insert(insert, binds);
    } else if (statement instanceof Statement.Update update) {
      return dml.update(update, binds);
    } else if (statement instanceof Statement.Delete delete) {
      return dml.delete(delete, binds);
    } else if (statement instanceof Statement.Merge merge) {
      return dml.merge(merge, binds);
    } else if (statement instanceof Statement.Copy copy) {
      return copies.copy(copy, binds);
    } else if (statement instanceof Statement.Begin) {
      session.transaction().begin();
      return transactionEnded();
    } else if (statement instanceof Statement.Commit) {
      session.transaction().commit();
      return transactionEnded();
    } else if (statement instanceof Statement.Rollback) {
      session.transaction().rollback();
      return transactionEnded();
    }
    return runRare(statement, binds);
  }

  private static StatementResult transactionEnded() {
    return Results.status(Results.TRANSACTION, "Statement executed successfully.");
  }

  private StatementResult runRare(Statement statement, List<Bind> binds) throws SQLException {
    if (statement instanceof Statement.CreateTable create) {
      return ddl.createTable(create, binds);
    } else if (statement instanceof Statement.CreateView create) {
      return ddl.createView(create);
    } else if (statement instanceof Statement.CreateNamed create) {
      return ddl.create(create);
    } else if (statement instanceof Statement.Drop drop) {
      return ddl.drop(drop);
    } else if (statement instanceof Statement.AlterTable alter) {
      return ddl.alter(alter);
    } else if (statement instanceof Statement.Truncate truncate) {
      return ddl.truncate(truncate);
    } else if (statement instanceof Statement.Grant grant) {
      return settings.grant(grant);
    } else if (statement instanceof Statement.GrantRole grant) {
      return settings.grantRole(grant);
    } else if (statement instanceof Statement.Use use) {
      return settings.use(use);
    } else if (statement instanceof Statement.AlterSession alter) {
      return settings.alterSession(alter);
    } else if (statement instanceof Statement.Show show) {
      return shows.show(show);
    } else if (statement instanceof Statement.AbortTransaction abort) {
      return abort(abort.id());
    } else if (statement instanceof Statement.Describe describe) {
      return shows.describe(describe);
    }
    throw new IllegalStateException("nobody runs " + statement);
  }

  /** Says the same of a transaction that is over: its state is not altered. */
  private StatementResult abort(long id) {
    session.openTransactions().abort(session.identity().user(), id);
    return Results.texts(
        Results.SELECT,
        List.of("SYSTEM$ABORT_TRANSACTION(" + id + ")"),
        List.of(List.of("Aborted transaction id: " + id)));
  }

  private StatementResult select(Statement.Select select, List<Bind> binds) throws SQLException {
    Catalog catalog = session.catalog();
    Translation translation = session.translation(catalog, binds, 0);
    TranslatedQuery query = new QueryTranslator(translation).result(select.query());
    for (long table : translation.tablesRead()) {
      catalog
          .table(table)
          .ifPresent(read -> session.check("SELECT", "table", catalog.fullName(read)));
    }
    session.transaction().beforeRead(translation.tablesRead());
    ResultSet rows = session.connection().result(query.sql(), translation.parameters());
    List<ResultColumn> columns =
        query.columns().stream().map(column -> column.type().column(column.name(), true)).toList();
    return new StatementResult.Rows(Results.SELECT, columns, new QueryStream(rows, columns.size()));
  }
}
