package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type from a literal through a table to the driver and back as a parameter. */
class TypesTest {
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

  private static String tableName(String type) {
    return "t_" + type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bit|1|1
          bit|0|0
          tinyint|0|0
          tinyint|255|255
          smallint|-32768|-32768
          smallint|32767|32767
          int|-2147483648|-2147483648
          int|2147483647|2147483647
          bigint|-9223372036854775808|-9223372036854775808
          bigint|9223372036854775807|9223372036854775807
          decimal(38,0)|99999999999999999999999999999999999999|99999999999999999999999999999999999999
          decimal(38,38)|-0.99999999999999999999999999999999999999|-0.99999999999999999999999999999999999999
          decimal(5,2)|-0.01|-0.01
          numeric(9,3)|123456.789|123456.789
          numeric(19,0)|-9999999999999999999|-9999999999999999999
          numeric(28,10)|0|0E-10
          money|-922337203685477.5808|-922337203685477.5808
          money|922337203685477.5807|922337203685477.5807
          smallmoney|-214748.3648|-214748.3648
          smallmoney|214748.3647|214748.3647
          float|1.7976931348623157E308|1.7976931348623157E308
          float|-2.2250738585072014E-308|-2.2250738585072014E-308
          float|0.1|0.1
          real|3.4028235E38|3.4028235E38
          real|0.1|0.1
          date|'0001-01-01'|0001-01-01
          date|'9999-12-31'|9999-12-31
          time(0)|'23:59:59'|23:59:59
          time(7)|'23:59:59.9999999'|23:59:59.9999999
          time(3)|'00:00:00.001'|00:00:00.001
          datetime|'1753-01-01T00:00:00'|1753-01-01 00:00:00.0
          datetime|'9999-12-31T23:59:59.997'|9999-12-31 23:59:59.997
          datetime|'2024-02-29 12:34:56.789'|2024-02-29 12:34:56.79
          datetime|'2024-02-29 12:34:56.002'|2024-02-29 12:34:56.003
          smalldatetime|'1900-01-01'|1900-01-01 00:00:00.0
          smalldatetime|'2079-06-06 23:59:00'|2079-06-06 23:59:00.0
          smalldatetime|'2024-05-05 12:35:30'|2024-05-05 12:36:00.0
          datetime2(7)|'0001-01-01 00:00:00'|0001-01-01 00:00:00.0000000
          datetime2(7)|'9999-12-31 23:59:59.9999999'|9999-12-31 23:59:59.9999999
          datetime2(0)|'2024-05-05 12:35:30.4'|2024-05-05 12:35:30
          datetime2(3)|'2024-05-05 12:35:30.1235'|2024-05-05 12:35:30.124
          datetimeoffset(7)|'0001-01-01 14:00:00 +14:00'|0001-01-01 14:00:00.0000000 +14:00
          datetimeoffset(7)|'9999-12-31 09:59:59.9999999 -14:00'|9999-12-31 09:59:59.9999999 -14:00
          datetimeoffset(0)|'2024-05-05T12:00:00+05:30'|2024-05-05 12:00:00 +05:30
          char(5)|'ab'|ab
          varchar(20)|'straße €'|straße €
          varchar(max)|'straße €'|straße €
          nchar(4)|N'π'|π
          nvarchar(20)|N'日本 🙂'|日本 🙂
          nvarchar(max)|N'日本 🙂'|日本 🙂
          nvarchar(20)|N''|``
          varchar(20)|'it''s  '|`it's  `
          binary(4)|0x0102|01020000
          varbinary(10)|0xFF00|FF00
          varbinary(10)|0x|``
          varbinary(max)|0xCAFE|CAFE
          uniqueidentifier|'6F9619FF-8B86-D011-B42D-00C04FC964FF'|6F9619FF-8B86-D011-B42D-00C04FC964FF
          xml|N'<a>ü</a>'|<a>ü</a>
          text|'old ü'|old ü
          ntext|N'old 日'|old 日
          image|0x00FF|00FF
          """)
  void everyTypeComesBackAsItWasWritten(String type, String literal, String read)
      throws SQLException {
    String table = tableName(type);
    Server.run(
        connection,
        "DROP TABLE IF EXISTS " + table,
        "CREATE TABLE " + table + " (id int NOT NULL PRIMARY KEY, v " + type + " NULL)",
        "INSERT INTO " + table + " VALUES (1, " + literal + "), (2, NULL)");
    String expected = type.equals("char(5)") ? read + "   " : type.equals("nchar(4)") ? read + "   " : read;
    assertThat(Server.rows(connection, "SELECT id, v FROM " + table + " ORDER BY id"))
        .containsExactly("1|" + expected, "2|null");
    Object value;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM " + table + " WHERE id = 1")) {
      rows.next();
      value = type.startsWith("time") ? rows.getObject(1, LocalTime.class) : rows.getObject(1);
      assertThat(rows.getMetaData().getColumnTypeName(1))
          .isEqualTo(type.replaceAll("\\(.*", "").replace("ntext", "nvarchar").replaceAll("^text", "varchar").replace("image", "varbinary"));
    }
    if (!type.equals("xml")) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
        insert.setInt(1, 3);
        insert.setObject(2, type.equals("uniqueidentifier") ? String.valueOf(value) : value);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      assertThat(Server.rows(connection, "SELECT v FROM " + table + " WHERE id IN (1, 3) ORDER BY id"))
          .containsExactly(expected, expected);
    }
  }

  @Test
  void typedGettersReadDatesAndTimes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT CAST('0001-01-01' AS date), CAST('23:59:59.9999999' AS time(7)),"
                    + " CAST('0001-01-01 00:00:00.0000001' AS datetime2(7)),"
                    + " CAST('2024-05-05 12:00:00.1234567 -03:30' AS datetimeoffset(7))")) {
      rows.next();
      assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(1, 1, 1));
      assertThat(rows.getObject(2, LocalTime.class)).isEqualTo(LocalTime.parse("23:59:59.9999999"));
      assertThat(rows.getObject(3, LocalDateTime.class))
          .isEqualTo(LocalDateTime.parse("0001-01-01T00:00:00.0000001"));
      assertThat(rows.getObject(4, OffsetDateTime.class))
          .isEqualTo(OffsetDateTime.parse("2024-05-05T12:00:00.1234567-03:30"));
    }
  }

  @Test
  void metadataTellWhatWasDeclared() throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE meta (id bigint IDENTITY(5,5) NOT NULL PRIMARY KEY, d decimal(12,3) NULL,"
            + " n nvarchar(17) NOT NULL, v varchar(max), t time(3), b AS d * 2, rv rowversion)",
        "INSERT INTO meta (d, n) VALUES (1.5, N'x')");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM meta")) {
      ResultSetMetaData meta = rows.getMetaData();
      assertThat(meta.getColumnName(1)).isEqualTo("id");
      assertThat(meta.isAutoIncrement(1)).isTrue();
      assertThat(meta.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
      assertThat(meta.getPrecision(2)).isEqualTo(12);
      assertThat(meta.getScale(2)).isEqualTo(3);
      assertThat(meta.isNullable(2)).isEqualTo(ResultSetMetaData.columnNullable);
      assertThat(meta.getPrecision(3)).isEqualTo(17);
      assertThat(meta.getPrecision(4)).isEqualTo(Integer.MAX_VALUE);
      assertThat(meta.getScale(5)).isEqualTo(3);
      assertThat(meta.getColumnTypeName(7)).isEqualTo("timestamp");
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(5);
      assertThat(rows.getBigDecimal(6)).isEqualByComparingTo(new BigDecimal("3"));
      assertThat(rows.getBytes(7)).hasSize(8);
    }
  }

  @Test
  void uniqueidentifierSortsByItsLastGroupFirst() throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE ids (u uniqueidentifier NOT NULL PRIMARY KEY)",
        "INSERT INTO ids VALUES ('01000000-0000-0000-0000-000000000000'),"
            + " ('00000000-0000-0000-0000-000000000001'), ('00000000-0000-0000-0001-000000000000'),"
            + " ('00000000-0000-0001-0000-000000000000'), ('00000000-0001-0000-0000-000000000000'),"
            + " ('00000001-0000-0000-0000-000000000000'), ('00000000-0000-0100-0000-000000000000'),"
            + " ('00000000-0000-0000-0000-010000000000')");
    assertThat(Server.rows(connection, "SELECT u FROM ids ORDER BY u"))
        .containsExactly(
            "01000000-0000-0000-0000-000000000000",
            "00000001-0000-0000-0000-000000000000",
            "00000000-0001-0000-0000-000000000000",
            "00000000-0000-0100-0000-000000000000",
            "00000000-0000-0001-0000-000000000000",
            "00000000-0000-0000-0001-000000000000",
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-0000-010000000000");
    assertThat(
            Server.rows(
                connection,
                "SELECT COUNT_BIG(*) FROM ids WHERE u >= CAST('00000000-0000-0000-0001-000000000000' AS uniqueidentifier)"))
        .containsExactly("3");
  }
}
