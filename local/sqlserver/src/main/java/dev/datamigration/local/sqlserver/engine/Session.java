package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Catalogue;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.engine.translate.Binds;
import dev.datamigration.local.sqlserver.engine.translate.ChangeTranslator;
import dev.datamigration.local.sqlserver.engine.translate.Context;
import dev.datamigration.local.sqlserver.engine.translate.QueryTranslator;
import dev.datamigration.local.sqlserver.engine.translate.Translated;
import dev.datamigration.local.sqlserver.fault.Faults;
import dev.datamigration.local.sqlserver.syntax.Statement;
import dev.datamigration.local.sqlserver.syntax.StatementParser;
import dev.datamigration.local.sqlserver.type.TypedValue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A session: runs batches one after the other. Only {@link #cancel} may be called by another
 * thread.
 */
public final class Session implements AutoCloseable {
  private static final int SELECT = 0xC1;
  private static final int INSERT = 0xC3;
  private static final int DELETE = 0xC4;
  private static final int UPDATE = 0xC5;
  private static final int DEFINITION = 0xC6;

  private final int id;
  private final String user;
  private final Catalogue catalogue;
  private final Connection connection;
  private final Faults faults;
  private final Statements statements;
  private final Transactions transactions;
  private final SessionOptions options;
  private final Definitions definitions;
  private final CountedFigures figures;
  private Database database;
  private volatile boolean cancelled;
  private volatile PreparedStatement running;

  public Session(
      int id,
      String user,
      Catalogue catalogue,
      Database database,
      Connection connection,
      Faults faults,
      Statements statements,
      KnownHistograms histograms)
      throws SQLException {
    this.id = id;
    this.user = user;
    this.catalogue = catalogue;
    this.database = database;
    this.connection = connection;
    this.faults = faults;
    this.statements = statements;
    this.transactions = new Transactions(connection);
    this.options = new SessionOptions(connection);
    this.definitions = new Definitions(catalogue, connection);
    this.figures = new CountedFigures(connection, histograms);
    options.reset();
  }

  /** Ends the statement that runs, or the next one, until {@link #cancellationTaken}. */
  public void cancel() {
    cancelled = true;
    PreparedStatement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended meanwhile.
      }
    }
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public void cancellationTaken() {
    cancelled = false;
  }

  /** As after login, but for the database. */
  public void reset(Response response) throws SQLException, IOException, ServerError {
    if (transactions.open() > 0) {
      transactions.rollback(response);
    }
    options.reset();
  }

  /**
   * Runs a batch; errors go into the response.
   *
   * @return the number of the last error, 0 for none
   */
  public int run(String batch, Map<String, TypedValue> parameters, Response response)
      throws IOException {
    List<Statement> parsed;
    int last = 0;
    try {
      long dropAfter = faults.beforeStatement(batch, () -> cancelled);
      statements.seen(batch);
      parsed = StatementParser.batch(batch);
      for (Statement each : parsed) {
        if (cancelled) {
          return last;
        }
        try {
          run(each, parameters, response, dropAfter);
        } catch (SQLException e) {
          last =
              failed(
                  EngineErrors.of(e, options.isSnapshot()), EngineErrors.isCancelled(e), response);
        } catch (ServerError e) {
          last = failed(e, false, response);
          if (e.endsBatch()) {
            return last;
          }
        }
      }
      return last;
    } catch (ServerError e) {
      return failed(e, false, response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionDropped();
    }
  }

  private int failed(ServerError error, boolean byCancel, Response response) throws IOException {
    if (byCancel && cancelled) {
      return 0;
    }
    if (error.endsTransaction() && transactions.open() > 0) {
      try {
        transactions.rollback(response);
      } catch (SQLException | ServerError e) {
        throw new IOException(e);
      }
    }
    response.error(error);
    return error.number();
  }

  private Context context(Map<String, TypedValue> parameters) {
    return new Context(catalogue, database, user, id, transactions.open(), parameters, figures);
  }

  private void run(
      Statement statement, Map<String, TypedValue> parameters, Response response, long dropAfter)
      throws ServerError, SQLException, IOException {
    Context context = context(parameters);
    if (statement instanceof Statement.Select select) {
      if (select.query().selects().stream().anyMatch(each -> !each.from().isEmpty())) {
        access(response);
      }
      select(
          new QueryTranslator(context).query(select.query()), context.binds(), response, dropAfter);
    } else if (statement instanceof Statement.Insert insert) {
      access(response);
      boolean given = options.identityGiven(context.table(insert.table()).id());
      String sql = new ChangeTranslator(context).insert(insert, given);
      change(sql, context.binds(), INSERT, response, dropAfter);
    } else if (statement instanceof Statement.Update update) {
      access(response);
      String sql = new ChangeTranslator(context).update(update);
      change(sql, context.binds(), UPDATE, response, dropAfter);
    } else if (statement instanceof Statement.Delete delete) {
      access(response);
      String sql = new ChangeTranslator(context).delete(delete);
      change(sql, context.binds(), DELETE, response, dropAfter);
    } else if (statement instanceof Statement.If when) {
      if (holds(when, context)) {
        run(when.then(), parameters, response, dropAfter);
      }
    } else if (statement instanceof Statement.Block block) {
      for (Statement each : block.statements()) {
        run(each, parameters, response, dropAfter);
      }
    } else {
      response.done(other(statement, context, response), -1);
    }
  }

  private boolean holds(Statement.If when, Context context) throws ServerError, SQLException {
    String sql = new ChangeTranslator(context).condition(when.condition());
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      context.binds().set(prepared);
      try (ResultSet rows = prepared.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  /** What has to be before rows are read or written. */
  private void access(Response response) throws SQLException, IOException, ServerError {
    if (options.implicitTransactions() && transactions.open() == 0) {
      transactions.begin(response);
    }
    if (options.isSnapshot() && !database.snapshotAllowed()) {
      throw new ServerError(
          3952,
          "Snapshot isolation transaction failed accessing database '"
              + database.name()
              + "' because snapshot isolation is not allowed in this database. Use ALTER DATABASE to allow snapshot isolation.");
    }
  }

  /** Statements without a count. */
  private int other(Statement statement, Context context, Response response)
      throws ServerError, SQLException, IOException {
    if (statement instanceof Statement.SetOption set) {
      options.set(set, transactions.open());
    } else if (statement instanceof Statement.IdentityInsert set) {
      options.identityInsert(context.table(set.table()).id(), set.on());
    } else if (statement instanceof Statement.Begin) {
      transactions.begin(response);
    } else if (statement instanceof Statement.Commit) {
      transactions.commit(response);
    } else if (statement instanceof Statement.Rollback rollback) {
      if (rollback.savepoint() == null) {
        transactions.rollback(response);
      } else {
        transactions.rollbackTo(rollback.savepoint());
      }
    } else if (statement instanceof Statement.Save save) {
      transactions.save(save.savepoint());
    } else if (statement instanceof Statement.Use use) {
      use(use.database(), response);
    } else {
      if (transactions.open() > 0) {
        throw new ServerError(
            226,
            6,
            16,
            statement.getClass().getSimpleName()
                + " statement not allowed within multi-statement transaction (by the stand-in for SQL Server).");
      }
      if (statement instanceof Statement.Truncate truncate) {
        try (PreparedStatement prepared =
            connection.prepareStatement(
                "TRUNCATE TABLE "
                    + context.table(truncate.table()).stored()
                    + " RESTART IDENTITY")) {
          prepared.execute();
        }
      } else if (!definitions.run(statement, context, database)) {
        throw ServerError.unsupported(statement.getClass().getSimpleName());
      }
      return DEFINITION;
    }
    return 0;
  }

  /** Makes another database the current one. */
  public void use(String name, Response response) throws ServerError, IOException {
    Database other = catalogue.database(name);
    if (other == null) {
      throw new ServerError(
          911,
          1,
          16,
          "Database '" + name + "' does not exist. Make sure that the name is entered correctly.");
    }
    response.databaseChanged(other.name(), database.name());
    database = other;
  }

  /** Counts a remote procedure call. */
  public void called(String procedure) {
    statements.called(procedure);
  }

  /** For a request of the transaction manager. */
  public void begin(Response response) throws SQLException, IOException {
    transactions.begin(response);
  }

  private void select(Translated query, Binds binds, Response response, long dropAfter)
      throws ServerError, SQLException, IOException {
    try (PreparedStatement prepared = connection.prepareStatement(query.sql())) {
      binds.set(prepared);
      running = prepared;
      long count = 0;
      try (ResultSet rows = prepared.executeQuery()) {
        response.columns(query.columns());
        while (true) {
          if (cancelled) {
            return;
          }
          if (count == dropAfter) {
            throw new ConnectionDropped();
          }
          if (!rows.next()) {
            break;
          }
          response.row(RowReader.read(rows, query.columns()));
          count++;
        }
      }
      response.done(SELECT, options.noCount() ? -1 : count);
    } finally {
      running = null;
    }
  }

  private void change(String sql, Binds binds, int command, Response response, long dropAfter)
      throws SQLException, IOException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      binds.set(prepared);
      running = prepared;
      long count = prepared.executeLargeUpdate();
      if (dropAfter >= 0) {
        throw new ConnectionDropped();
      }
      response.done(command, options.noCount() ? -1 : count);
    } finally {
      running = null;
    }
  }

  /** Rolls back what is open. */
  @Override
  public void close() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    connection.close();
  }
}
