package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlSession;
import dev.datamigration.local.snowflake.engine.StatementRequest;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.transaction.DuckDbErrors;
import dev.datamigration.local.snowflake.engine.transaction.SessionTransaction;
import dev.datamigration.local.snowflake.stage.StageStatements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A session over a DuckDB connection of its own. */
final class DuckDbSqlSession implements SqlSession {
  private final SessionContext context;
  private final StatementDispatch dispatch;
  private final StageStatements stageStatements;
  private final Consumer<DuckDbSqlSession> onClose;
  private final ReentrantLock statement = new ReentrantLock();
  private volatile boolean closed;

  DuckDbSqlSession(
      SessionContext context,
      StageStatements stageStatements,
      Clock clock,
      Consumer<DuckDbSqlSession> onClose) {
    this.context = context;
    this.dispatch = new StatementDispatch(context, clock);
    this.stageStatements = stageStatements;
    this.onClose = onClose;
  }

  @Override
  public StatementResult execute(StatementRequest request) {
    statement.lock();
    try {
      if (closed) {
        throw gone();
      }
      context.transaction().startStatement();
      return run(request);
    } finally {
      statement.unlock();
    }
  }

  private StatementResult run(StatementRequest request) {
    try {
      return stageStatements.handles(request.sql())
          ? stageStatements.execute(request.sql(), context.identity())
          : dispatch.run(request);
    } catch (SQLException e) {
      throw failed(DuckDbErrors.translate(e, context.catalog()));
    } catch (SqlError e) {
      throw failed(e);
    }
  }

  private SqlError failed(SqlError error) {
    try {
      context.transaction().fail();
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  private static SqlError gone() {
    return new SqlError(
        390111, "08001", "Session no longer exists. New login required to access the service.");
  }

  @Override
  public void cancel() {
    context.transaction().cancel();
  }

  @Override
  public Map<String, Object> parameters() {
    return context.settings().all();
  }

  @Override
  public void setParameters(Map<String, Object> parameters) {
    context.settings().fromLogin(parameters);
  }

  @Override
  public SessionIdentity identity() {
    return context.identity();
  }

  @Override
  public boolean blocksOthers() {
    return context.transaction().blocksOthers();
  }

  /** May be called from any thread; its changes are made by the session's alone. */
  SessionTransaction transaction() {
    return context.transaction();
  }

  @Override
  public void abortTransaction() {
    abortTransaction(context.transaction().id());
  }

  /** Rolls that transaction back if it is still the open one. */
  void abortTransaction(long id) {
    statement.lock();
    try {
      if (context.transaction().id() == id) {
        context.transaction().rollback();
      }
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e, context.catalog());
    } finally {
      statement.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    context.transaction().cancel();
    statement.lock();
    try {
      onClose.accept(this);
      context.transaction().rollback();
      context.connection().close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(e, context.catalog());
    } finally {
      statement.unlock();
    }
  }
}
