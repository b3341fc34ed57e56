package dev.datamigration.local.snowflake.engine.translate;

import java.math.BigDecimal;
import java.time.Instant;

/** Instants as seconds since 1970 with nine digits. */
final class DecimalSeconds {
  private DecimalSeconds() {}

  static String of(Instant instant) {
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    return BigDecimal.valueOf(seconds)
        .add(BigDecimal.valueOf(nanos, 9))
        .setScale(9)
        .toPlainString();
  }
}
