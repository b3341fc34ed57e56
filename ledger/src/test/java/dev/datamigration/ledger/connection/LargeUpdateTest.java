package dev.datamigration.ledger.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.junit.jupiter.api.Test;

/** A statement may change more rows than an int counts; no server here can be made to. */
class LargeUpdateTest {
  private static final long ROWS = 3_000_000_000L;

  private static <T> T stand(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Counts as the driver does. */
  private static Object count(String method) {
    return switch (method) {
      case "executeUpdate" -> (int) ROWS;
      case "executeLargeUpdate" -> ROWS;
      case "unwrap" -> stand(SnowflakeStatement.class, (self, called, arguments) -> null);
      default -> null;
    };
  }

  @Test
  void everyRowIsCounted() throws SQLException {
    Connection connection =
        stand(
            Connection.class,
            (self, called, arguments) ->
                called.getName().equals("prepareStatement")
                    ? stand(PreparedStatement.class, (s, method, a) -> count(method.getName()))
                    : null);
    try (SnowflakeSession session = new SnowflakeSession(connection, QueryTag.of("test", "1"))) {
      long changed = session.update("INSERT INTO T SELECT * FROM S");
      assertThat(changed).isEqualTo(ROWS);
    }
  }
}
