package dev.datamigration.local.source;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Tables that show SQL Server's platform, in the schema {@link OdditiesTables#SCHEMA}: every type
 * with its limits, what the server fills in, keys that it orders in its own way, and names that
 * need quotes. What each is for is said in {@code sqlserver-oddities.sql}. All are small but {@code
 * events}, which grows with the scale.
 */
public final class SqlServerOddities {
  private static final int EVENTS_AT_SCALE_1 = 500_000;
  private static final String EVENT =
      "INSERT INTO oddities.events (id, happened, customer, amount, note, signature)"
          + " VALUES (@P1, @P2, @P3, @P4, @P5, CONVERT(varbinary(32), @P6, 2))";
  private static final String PARAMETERS =
      "@P1 char(36), @P2 varchar(30), @P3 int, @P4 money, @P5 nvarchar(100), @P6 varchar(64)";
  private static final LocalDateTime FIRST = LocalDateTime.of(2023, 10, 29, 0, 0);
  private static final String[] NOTES = {
    null, "", "paid", "refund – straße €", "日本語 😀", "a,\"b\"\\"
  };

  private SqlServerOddities() {}

  /**
   * Creates and fills them.
   *
   * @param connection of the server's driver; in autocommit mode
   * @param scale as {@link TpchTables} has it
   */
  public static void load(SqlServerStandIn server, Connection connection, double scale)
      throws SQLException {
    SqlScript.runBatches(connection, "sqlserver-oddities.sql");
    long events = Math.round(EVENTS_AT_SCALE_1 * scale);
    server.load(EVENT, PARAMETERS, () -> events(events));
  }

  /** The same ones each time. */
  private static Iterator<Object[]> events(long count) {
    Random random = new Random(1);
    return LongStream.range(0, count).mapToObj(number -> event(number, random)).iterator();
  }

  private static Object[] event(long number, Random random) {
    byte[] signature = new byte[random.nextInt(33)];
    random.nextBytes(signature);
    return new Object[] {
      new UUID(random.nextLong(), random.nextLong()).toString(),
      // In units of 100 ns; a night on which clocks go back is among them.
      FIRST.plusSeconds(number / 3).plusNanos((1 + random.nextInt(9_999_999)) * 100L).toString(),
      (long) random.nextInt(1_000),
      BigDecimal.valueOf(random.nextInt(100_000_000) - 1_000_000, 4),
      NOTES[random.nextInt(NOTES.length)],
      HexFormat.of().formatHex(signature)
    };
  }
}
