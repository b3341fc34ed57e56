package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are loaded past the driver are those that an INSERT through it leaves. */
class LoadTest {
  private static final String INSERT =
      "INSERT INTO loaded (id, c, n, d, a, b, u) VALUES (@P1, @P2, @P3, @P4, @P5, CONVERT(varbinary(8), @P6, 2), @P7)";
  private static final String PARAMETERS =
      "@P1 bigint, @P2 char(5), @P3 nvarchar(10), @P4 date, @P5 decimal(9,2), @P6 varchar(16), @P7 char(36)";
  private static final String GUID = "6F9619FF-8B86-D011-B42D-00C04FC964FF";

  private static Server server;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    server = new Server();
    connection = server.connect();
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @BeforeEach
  void create() throws SQLException {
    Server.run(
        connection,
        "DROP TABLE IF EXISTS loaded",
        "CREATE TABLE loaded (id bigint NOT NULL PRIMARY KEY, c char(5), n nvarchar(10), d date, a decimal(9,2),"
            + " b varbinary(8), u uniqueidentifier, rv rowversion)");
  }

  private static Object[] row(Object... values) {
    return Arrays.copyOf(values, values.length, Object[].class);
  }

  private static long load(Object[]... rows) throws SQLException {
    return server.standIn.load(INSERT, PARAMETERS, List.of(rows));
  }

  @Test
  void valuesAreConvertedAsAnInsertDoes() throws SQLException {
    assertThat(
            load(
                row(
                    1L,
                    "ab",
                    "日😀",
                    LocalDate.of(2024, 2, 29),
                    new BigDecimal("1.255"),
                    "CAFE",
                    GUID),
                row(2L, null, null, null, null, null, null),
                row(3L, "", "", LocalDate.of(1, 1, 1), BigDecimal.ZERO, "", GUID)))
        .isEqualTo(3);
    assertThat(Server.rows(connection, "SELECT id, c, n, d, a, b, u FROM loaded ORDER BY id"))
        .containsExactly(
            "1|ab   |日😀|2024-02-29|1.26|CAFE|" + GUID,
            "2|null|null|null|null|null|null",
            "3|     ||0001-01-01|0.00||" + GUID);
    assertThat(Server.rows(connection, "SELECT COUNT(DISTINCT rv) FROM loaded"))
        .containsExactly("3");
  }

  @Test
  void manyBatchesArriveWhole() throws SQLException {
    Iterable<Object[]> rows =
        () ->
            LongStream.range(0, 2_500)
                .mapToObj(id -> row(id, "x", null, null, null, null, null))
                .iterator();
    assertThat(server.standIn.load(INSERT, PARAMETERS, rows)).isEqualTo(2_500);
    assertThat(Server.rows(connection, "SELECT COUNT(*), MIN(id), MAX(id) FROM loaded"))
        .containsExactly("2500|0|2499");
  }

  @Test
  void aRowThatIsRefusedTakesTheOthersWithIt() throws SQLException {
    Object[] good = row(1L, "ab", "n", null, null, null, null);
    Object[] again = row(1L, "cd", "n", null, null, null, null);
    Object[] tooLong = row(2L, "ab", "eleven char", null, null, null, null);
    assertThat(errorOf(good, again)).isEqualTo(2627);
    assertThat(errorOf(good, tooLong)).isEqualTo(2628);
    assertThat(errorOf(good, row(2L))).isEqualTo(8178);
    assertThat(Server.rows(connection, "SELECT COUNT(*) FROM loaded")).containsExactly("0");
  }

  private static int errorOf(Object[]... rows) {
    return catchThrowableOfType(SQLException.class, () -> load(rows)).getErrorCode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE loaded SET id = @P1 | @P1 int | 40512",
        "INSERT INTO loaded (id) VALUES (@P1); INSERT INTO loaded (id) VALUES (@P1) | @P1 int | 40512",
        "INSERT INTO loaded (id, u) VALUES (1, @P1) | @P1 uniqueidentifier | 40512",
        "INSERT INTO nowhere VALUES (@P1) | @P1 int | 208",
        "INSERT INTO loaded (id) VALUES (@P2) | @P1 int | 137"
      })
  void whatIsNoLoadIsRefused(String insert, String parameters, int error) {
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> server.standIn.load(insert, parameters, List.of()));
    assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(error);
  }
}
