package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.execution.SessionLimits;
import dev.datamigration.local.snowflake.fault.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {
  private StandIn standIn;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    standIn = new StandIn();
    standIn.engine.on("insert", request -> standIn.engine.inserted(1));
    connection = standIn.connect();
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    standIn.close();
  }

  private int insert() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("insert row");
    }
  }

  private void fault(int times, Fault fault) {
    standIn.faults.add(sql -> sql.contains("insert"), times, fault);
  }

  @Test
  void aDroppedReplyIsAnsweredOnTheNextSendingWithoutRunningTheStatementAgain()
      throws SQLException {
    fault(2, new Fault.DroppedReply());
    assertThat(insert()).isEqualTo(1);
    assertThat(standIn.faults.fired()).isEqualTo(2);
    assertThat(standIn.engine.executed).hasSize(1);
    assertThat(standIn.server.statementLog().count()).isEqualTo(1);
  }

  @Test
  void aResetOrA503BeforeTheStatementOnlyDelaysIt() throws SQLException {
    fault(1, new Fault.Reset());
    fault(1, new Fault.Refusal(503));
    assertThat(insert()).isEqualTo(1);
    assertThat(standIn.faults.fired()).isEqualTo(2);
    assertThat(standIn.engine.executed).hasSize(1);
  }

  @Test
  void aFailureIsTheStatementsError() throws SQLException {
    fault(1, new Fault.Failure(new SqlError(625, "57014", "too many waiters")));
    assertThatThrownBy(this::insert)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(625));
    assertThat(standIn.engine.executed).isEmpty();
    assertThat(insert()).isEqualTo(1);
  }

  @Test
  void anExpiredTokenIsRenewedWithoutTheClientNoticing() throws SQLException {
    fault(1, new Fault.TokenExpired());
    assertThat(insert()).isEqualTo(1);
    standIn.server.expireTokens();
    assertThat(insert()).isEqualTo(1);
    assertThat(standIn.engine.executed).hasSize(2);
    assertThat(standIn.server.openSessions()).isEqualTo(1);
  }

  @Test
  void aSessionThatEndsBeforeTheStatementRunsNothing() {
    fault(1, new Fault.SessionEndedBefore());
    assertThatThrownBy(this::insert)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390111));
    assertThat(standIn.engine.executed).isEmpty();
    assertThat(standIn.engine.openSessions).hasValue(0);
  }

  @Test
  void aSessionThatEndsAfterTheStatementLeavesItsOutcomeUnknown() {
    fault(1, new Fault.SessionEndedAfter());
    assertThatThrownBy(this::insert)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390111));
    assertThat(standIn.engine.executed).hasSize(1);
  }

  @Test
  void aDelayIsOnlyThat() throws SQLException {
    fault(1, new Fault.Delay(Duration.ofMillis(20)));
    assertThat(insert()).isEqualTo(1);
  }

  @Test
  void faultsTakenBackDoNotHappen() throws SQLException {
    fault(5, new Fault.SessionEndedBefore());
    standIn.faults.clear();
    assertThat(insert()).isEqualTo(1);
    assertThat(standIn.faults.fired()).isZero();
  }

  @Test
  void aSessionEndsWhenItsClientIsNotHeardOfForTooLong() throws SQLException {
    try (StandIn strict =
        new StandIn(
            options ->
                options.withSessionLimits(
                    new SessionLimits(Duration.ZERO, Duration.ZERO, Duration.ofHours(1))))) {
      strict.engine.on("insert", request -> strict.engine.inserted(1));
      assertThatThrownBy(
              () -> {
                try (Connection late = strict.connect();
                    Statement statement = late.createStatement()) {
                  statement.execute("insert row");
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390114));
      assertThat(strict.engine.executed).isEmpty();
    }
  }

  /**
   * An idle transaction that blocks others is aborted:
   * https://docs.snowflake.com/en/sql-reference/transactions.
   */
  @Test
  void aSessionThatRunsNothingAndKeepsOthersWaitingIsEnded() throws SQLException {
    try (StandIn strict =
            new StandIn(
                options ->
                    options.withSessionLimits(
                        SessionLimits.DEFAULT.withBlockingTransaction(Duration.ZERO)));
        Connection idle = strict.connect()) {
      strict.engine.on("insert", request -> strict.engine.inserted(1));
      assertThat(strict.server.openSessions()).isEqualTo(1);
      strict.engine.blocking.set(true);
      await().until(() -> strict.server.openSessions() == 0);
      try (Statement statement = idle.createStatement()) {
        assertThatThrownBy(() -> statement.execute("insert row"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390111));
      }
    }
  }
}
