package dev.datamigration.local.snowflake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions and locks: docs.snowflake.com/en/sql-reference/transactions. Every test has a
 * deadline, because what is wrong here waits for ever.
 */
@Timeout(60)
class TransactionsTest {
  @TempDir Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Session> sessions = new ArrayList<>();
  private Account account;
  private Session one;
  private Session two;

  @BeforeEach
  void open() {
    account = new Account(directory);
    one = session();
    two = session();
    one.run("CREATE TABLE T (ID NUMBER(9,0), N NUMBER(9,0))");
    one.run("CREATE TABLE U (ID NUMBER(9,0), N NUMBER(9,0))");
    one.run("INSERT INTO T VALUES (1, 0), (2, 0)");
    one.run("INSERT INTO U VALUES (1, 0)");
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    account.close();
  }

  private Session session() {
    Session session = account.session();
    sessions.add(session);
    return session;
  }

  private Future<List<String>> later(Session session, String sql) {
    return threads.submit(() -> session.run(sql));
  }

  private static void untilBlocking(Session holder) {
    await().atMost(Duration.ofSeconds(30)).until(holder.sql::blocksOthers);
  }

  private String n(String table) {
    return two.cell("SELECT SUM(N) FROM " + table);
  }

  @Test
  void whatIsNotCommittedIsSeenByItsSessionOnly() {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    assertThat(one.cell("SELECT SUM(N) FROM T")).isEqualTo("2");
    assertThat(n("T")).isEqualTo("0");
    one.run("COMMIT");
    assertThat(n("T")).isEqualTo("2");
    one.run("BEGIN");
    one.run("DELETE FROM T");
    one.run("ROLLBACK");
    assertThat(n("T")).isEqualTo("2");
  }

  // DuckDB would show the data as they were when its transaction began.
  @Test
  void aStatementSeesWhatWasCommittedBeforeIt() {
    one.run("BEGIN");
    assertThat(one.cell("SELECT SUM(N) FROM T")).isEqualTo("0");
    two.run("UPDATE T SET N = 5 WHERE ID = 1");
    assertThat(one.cell("SELECT SUM(N) FROM T")).isEqualTo("5");
    one.run("UPDATE U SET N = 1");
    two.run("UPDATE T SET N = 6 WHERE ID = 1");
    assertThat(one.run("UPDATE T SET N = N + 1 WHERE N = 6")).containsExactly("1|0");
    one.run("COMMIT");
    assertThat(n("T")).isEqualTo("7");
    assertThat(n("U")).isEqualTo("1");
  }

  /**
   * docs.snowflake.com/en/sql-reference/sql/show-locks and
   * docs.snowflake.com/en/sql-reference/functions/system_abort_transaction.
   */
  @Test
  void aTransactionThatHoldsALockIsShownAndCanBeAborted() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = N + 1");
    Future<List<String>> waiting = later(two, "UPDATE T SET N = N + 10");
    untilBlocking(one);
    Session three = session();
    List<String> locks = three.run("SHOW LOCKS");
    assertThat(locks).singleElement().asString().contains(".T|PARTITIONS|").endsWith("|HOLDING");
    String id = locks.get(0).split("\\|", -1)[2];
    assertThat(three.run("SELECT SYSTEM$ABORT_TRANSACTION(" + id + ")"))
        .containsExactly("Aborted transaction id: " + id);
    assertThat(waiting.get()).containsExactly("2|0");
    one.run("COMMIT");
    assertThat(n("T")).isEqualTo("20");
    assertThat(three.run("SHOW LOCKS")).isEmpty();
  }

  // DuckDB fails the second one at once: "Conflict on update!".
  @Test
  void aSecondUpdateWaitsForTheFirstToEnd() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = N + 1");
    Future<List<String>> waiting = later(two, "UPDATE T SET N = N + 10");
    untilBlocking(one);
    assertThat(waiting.isDone()).isFalse();
    one.run("COMMIT");
    assertThat(waiting.get()).containsExactly("2|0");
    assertThat(n("T")).isEqualTo("22");
  }

  @Test
  void lockedTablesTakeInsertsMeanwhile() {
    one.run("BEGIN");
    one.run("DELETE FROM T WHERE ID = 1");
    assertThat(two.run("INSERT INTO T VALUES (3, 0)")).containsExactly("1");
    one.run("COMMIT");
    assertThat(two.run("SELECT ID FROM T ORDER BY ID")).containsExactly("2", "3");
  }

  @Test
  void manyInsertWhileOneDeletesWhatItHasRead() throws Exception {
    List<Future<?>> inserts = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      Session session = session();
      int id = 1_000 * (worker + 1);
      inserts.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  session.run("INSERT INTO T VALUES (" + (id + i) + ", 1)");
                }
              }));
    }
    int deleted = 0;
    while (deleted < 102) {
      List<String> read = one.run("SELECT ID FROM T");
      one.run("BEGIN");
      one.run("UPDATE U SET N = N + 1");
      for (String id : read) {
        deleted += Integer.parseInt(one.cell("DELETE FROM T WHERE ID = " + id));
      }
      one.run("COMMIT");
    }
    for (Future<?> insert : inserts) {
      insert.get();
    }
    assertThat(deleted).isEqualTo(102);
    assertThat(two.cell("SELECT COUNT(*) FROM T")).isEqualTo("0");
  }

  @Test
  void mergesIntoOneRowComeOneAfterAnother() throws Exception {
    List<Future<?>> takers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Session session = session();
      takers.add(
          threads.submit(
              () -> {
                session.run("BEGIN");
                session.run(
                    "MERGE INTO U o USING (SELECT 7 AS ID) s ON o.ID = s.ID WHEN MATCHED THEN UPDATE SET ID = 7 WHEN NOT MATCHED THEN INSERT (ID, N) VALUES (7, 0)");
                String n = session.cell("SELECT MAX(N) FROM U WHERE ID = 7");
                session.run("UPDATE U SET N = " + n + " + 1 WHERE ID = 7");
                session.run("COMMIT");
              }));
    }
    for (Future<?> taker : takers) {
      taker.get();
    }
    assertThat(two.run("SELECT N FROM U WHERE ID = 7")).containsExactly("6");
  }

  // Community reports of 000625: reference/snowflake-standins.md §5.
  @Test
  void theTwentyFirstWaiterIsTurnedAway() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      Session session = session();
      waiting.add(
          threads.submit(
              () -> {
                SqlError error = session.failure("UPDATE T SET N = N + 1 WHERE ID = 1");
                return error == null ? "updated" : error.code() + "/" + error.sqlState();
              }));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting.stream().anyMatch(Future::isDone));
    one.run("COMMIT");
    List<String> outcomes = new ArrayList<>();
    for (Future<String> each : waiting) {
      outcomes.add(each.get());
    }
    assertThat(outcomes).containsOnlyOnce("625/57014").filteredOn("updated"::equals).hasSize(20);
    assertThat(n("T")).isEqualTo("22");
  }

  @Test
  void whoeverWaitsCanBeCancelled() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    Future<String> waiting = threads.submit(() -> two.error("DELETE FROM T"));
    untilBlocking(one);
    two.sql.cancel();
    assertThat(waiting.get()).isEqualTo("604/57014");
    assertThat(one.sql.blocksOthers()).isFalse();
    one.run("ROLLBACK");
    assertThat(two.run("UPDATE T SET N = 2")).containsExactly("2|0");
  }

  @Test
  void twoThatWaitForEachOtherAreParted() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    two.run("BEGIN");
    two.run("UPDATE U SET N = 1");
    Future<List<String>> waiting = later(one, "UPDATE U SET N = 2");
    untilBlocking(two);
    assertThat(two.error("UPDATE T SET N = 2")).isEqualTo("625/57014");
    two.run("ROLLBACK");
    assertThat(waiting.get()).containsExactly("1|0");
    one.run("COMMIT");
    assertThat(n("U")).isEqualTo("2");
  }

  @Test
  void afterAnErrorNothingButRollbackIsTaken() {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 9");
    assertThat(one.error("INSERT INTO T VALUES ('x', 1)")).isEqualTo("100038/22018");
    assertThat(one.error("SELECT 1")).isEqualTo("90232/25000");
    assertThat(one.error("COMMIT")).isEqualTo("90232/25000");
    one.run("ROLLBACK");
    assertThat(one.cell("SELECT SUM(N) FROM T")).isEqualTo("0");
  }

  @Test
  void aSessionThatEndsIsRolledBackAndGivesItsLocksBack() throws Exception {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    Future<List<String>> waiting = later(two, "UPDATE T SET N = N + 10");
    untilBlocking(one);
    one.close();
    assertThat(waiting.get()).containsExactly("2|0");
    assertThat(n("T")).isEqualTo("20");
  }

  // docs.snowflake.com/en/sql-reference/transactions: DDL commits what is open.
  @Test
  void ddlCommitsWhatIsOpen() {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 1");
    one.run("CREATE TABLE X (A NUMBER(1,0))");
    one.run("ROLLBACK");
    assertThat(n("T")).isEqualTo("2");
  }

  @Test
  void withoutAutocommitEachStatementOpensATransaction() {
    one.run("ALTER SESSION SET AUTOCOMMIT = FALSE");
    one.run("UPDATE T SET N = 1");
    assertThat(n("T")).isEqualTo("0");
    one.run("COMMIT");
    assertThat(n("T")).isEqualTo("2");
    one.run("UPDATE T SET N = 2");
    one.run("ROLLBACK");
    assertThat(n("T")).isEqualTo("2");
    one.run("UPDATE T SET N = 3");
    one.run("ALTER SESSION SET AUTOCOMMIT = TRUE");
    assertThat(n("T")).isEqualTo("6");
  }

  @Test
  void committedRowsAndTablesSurviveARestart() {
    one.run("BEGIN");
    one.run("UPDATE T SET N = 4");
    one.run("COMMIT");
    one.run("BEGIN");
    one.run("UPDATE U SET N = 4");
    account.close();
    account = new Account(directory);
    two = account.session();
    assertThat(n("T")).isEqualTo("8");
    assertThat(n("U")).isEqualTo("0");
    two.run("CREATE TABLE AFTERWARDS AS SELECT 1 AS A");
    assertThat(two.cell("SELECT A FROM AFTERWARDS")).isEqualTo("1");
  }
}
