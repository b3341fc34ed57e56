package dev.datamigration.operator.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.core.EngineSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EngineVitalsTest {
  private static final ObjectKey WAREHOUSE = new ObjectKey("shop", "warehouse");

  private static LoopingMigrationEngine engine(LedgerAccess.Factory factory) {
    LoopingMigrationEngine engine =
        new LoopingMigrationEngine(
            factory, EngineSettings.DEFAULT, Duration.ofSeconds(1), () -> "test");
    engine.apply(
        new SnowflakeIntent(
            WAREHOUSE,
            1,
            new SnowflakeLogin(
                "https://myorg-myaccount.snowflakecomputing.com",
                null,
                null,
                null,
                new SnowflakeLogin.ProgrammaticAccessToken("t")),
            LedgerLocation.DEFAULT,
            null));
    return engine;
  }

  @Test
  void aLoopThatHangsInAStepIsStuckAfterTheTimeAllowed() {
    CountDownLatch hang = new CountDownLatch(1);
    LoopingMigrationEngine engine =
        engine(
            intent -> {
              try {
                hang.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new IllegalStateException("released");
            });
    assertThat(engine.stuck(Duration.ZERO)).isEmpty();
    engine.start();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(engine.stuck(Duration.ofMillis(20)))
                      .singleElement()
                      .asString()
                      .startsWith("the loop of shop/warehouse has been at one step for"));
      assertThat(engine.stuck(Duration.ofHours(1))).isEmpty();
    } finally {
      hang.countDown();
      engine.stop();
    }
    assertThat(engine.stuck(Duration.ZERO)).isEmpty();
  }

  @Test
  void aLoopThatEndedByItselfIsStuckAtOnce() {
    LoopingMigrationEngine engine =
        engine(
            intent -> {
              throw new NoClassDefFoundError("a driver's class");
            });
    engine.start();
    try {
      await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(engine.stuck(Duration.ofHours(1)))
                      .containsExactly("the loop of shop/warehouse has ended"));
    } finally {
      engine.stop();
    }
  }
}
