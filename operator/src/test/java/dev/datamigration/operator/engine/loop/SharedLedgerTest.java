package dev.datamigration.operator.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.core.EngineSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Two connections that name one ledger. */
class SharedLedgerTest {
  private static final ObjectKey FIRST = new ObjectKey("shop", "first");
  private static final ObjectKey SECOND = new ObjectKey("shop", "second");

  private final Set<ObjectKey> opened = ConcurrentHashMap.newKeySet();
  private final LoopingMigrationEngine engine =
      new LoopingMigrationEngine(
          intent -> {
            opened.add(intent.key());
            throw new IllegalStateException("there is no account");
          },
          EngineSettings.DEFAULT,
          Duration.ofMillis(10),
          () -> "test");

  @Test
  void theOneThatWasRefusedWorksOnceTheOtherIsGone() {
    engine.start();
    try {
      engine.apply(intent(FIRST));
      engine.apply(intent(SECOND));
      assertThat(engine.snowflake(SECOND).orElseThrow().failure().message())
          .contains("DMW-523", "shop/first");
      soon(FIRST);
      assertThat(opened).containsExactly(FIRST);

      engine.removeSnowflake(FIRST);
      engine.apply(intent(SECOND));
      soon(SECOND);
    } finally {
      engine.stop();
    }
  }

  private void soon(ObjectKey key) {
    await().atMost(Duration.ofSeconds(20)).until(() -> opened.contains(key));
  }

  private static SnowflakeIntent intent(ObjectKey key) {
    return new SnowflakeIntent(
        key,
        1,
        new SnowflakeLogin(
            "https://myorg-myaccount.snowflakecomputing.com",
            null,
            null,
            null,
            new SnowflakeLogin.ProgrammaticAccessToken("t")),
        LedgerLocation.DEFAULT,
        null);
  }
}
