package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlEngine;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlSession;
import dev.datamigration.local.snowflake.engine.StatementRequest;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import dev.datamigration.local.snowflake.engine.StatementResult.Rows;
import dev.datamigration.local.snowflake.stage.StageStatements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An engine that does what a test tells it to, so that the protocol is tested by itself. */
final class ScriptedEngine implements SqlEngine {
  static final long SELECT = 0x1000;
  static final long INSERT = 0x3100;

  /** Statements that were run, in the order of their ends. */
  final List<StatementRequest> executed = Collections.synchronizedList(new ArrayList<>());

  /** Sessions that were opened and not closed. */
  final AtomicInteger openSessions = new AtomicInteger();

  /** Results that were not closed. */
  final AtomicInteger openResults = new AtomicInteger();

  /** Whether its sessions keep others waiting. */
  final AtomicBoolean blocking = new AtomicBoolean();

  private final Map<String, Function<StatementRequest, StatementResult>> answers =
      new ConcurrentHashMap<>();
  private final StageStatements stages;

  ScriptedEngine(StageStatements stages) {
    this.stages = stages;
  }

  /** Answers a statement whose text begins with {@code sql}. */
  ScriptedEngine on(String sql, Function<StatementRequest, StatementResult> answer) {
    answers.put(sql, answer);
    return this;
  }

  /** A result of one text column. */
  StatementResult texts(String... cells) {
    return rows(SELECT, List.of(text("C")), cells.length, number -> new String[] {cells[number]});
  }

  /** A result of an INSERT. */
  StatementResult inserted(long count) {
    return rows(
        INSERT,
        List.of(new ResultColumn("number of rows inserted", "fixed", 19, 0, 0, 0, false)),
        1,
        number -> new String[] {Long.toString(count)});
  }

  /** Any result. */
  StatementResult rows(
      long type, List<ResultColumn> columns, int count, Function<Integer, String[]> row) {
    openResults.incrementAndGet();
    return new Rows(
        type,
        columns,
        new RowStream() {
          private final Iterator<Integer> numbers = IntStream.range(0, count).iterator();

          @Override
          public boolean hasNext() {
            return numbers.hasNext();
          }

          @Override
          public String[] next() {
            return row.apply(numbers.next());
          }

          @Override
          public void close() {
            openResults.decrementAndGet();
          }
        });
  }

  static ResultColumn text(String name) {
    return new ResultColumn(name, "text", 0, 0, 16_777_216, 16_777_216, true);
  }

  @Override
  public SqlSession open(SessionIdentity identity) {
    openSessions.incrementAndGet();
    return new Session(identity);
  }

  @Override
  public void close() {}

  private final class Session implements SqlSession {
    private final SessionIdentity identity;
    private final Map<String, Object> parameters = new HashMap<>();
    private volatile CountDownLatch cancelled = new CountDownLatch(1);

    private Session(SessionIdentity identity) {
      this.identity = identity;
    }

    @Override
    public StatementResult execute(StatementRequest request) {
      try {
        return answer(request);
      } finally {
        executed.add(request);
      }
    }

    private StatementResult answer(StatementRequest request) {
      String sql = request.sql();
      if (stages.handles(sql)) {
        return stages.execute(sql, identity);
      }
      if (sql.equals("wait to be cancelled")) {
        waitForCancel();
      }
      if (sql.startsWith("set ")) {
        String[] parts = sql.split(" ", -1);
        parameters.put(parts[1], parts[2]);
        return texts("done");
      }
      return answers.entrySet().stream()
          .filter(entry -> sql.startsWith(entry.getKey()))
          .findFirst()
          .orElseThrow(() -> new SqlError(1003, "42000", "SQL compilation error:\nno " + sql))
          .getValue()
          .apply(request);
    }

    private void waitForCancel() {
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      cancelled = new CountDownLatch(1);
      throw new SqlError(604, "57014", "SQL execution canceled");
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public Map<String, Object> parameters() {
      return new HashMap<>(parameters);
    }

    @Override
    public void setParameters(Map<String, Object> changed) {
      if (changed.containsKey("NO_SUCH_PARAMETER")) {
        throw new SqlError(1006, "22023", "invalid parameter 'NO_SUCH_PARAMETER'");
      }
      parameters.putAll(changed);
    }

    @Override
    public SessionIdentity identity() {
      return identity;
    }

    @Override
    public void abortTransaction() {}

    @Override
    public boolean blocksOthers() {
      return blocking.get();
    }

    @Override
    public void close() {
      openSessions.decrementAndGet();
      cancelled.countDown();
    }
  }
}
