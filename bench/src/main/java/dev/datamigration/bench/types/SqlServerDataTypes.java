package dev.datamigration.bench.types;

import dev.datamigration.worker.source.sqlserver.SqlServerTypes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** SQL Server's data types. */
public final class SqlServerDataTypes {
  /** The table. */
  public static final DataTypeTable TABLE =
      new DataTypeTable(
          "SQL Server",
          SqlServerTypes.MAP,
          Stream.of(numbers(), times(), texts(), bytes(), SqlServerAskedTypes.all())
              .flatMap(List::stream)
              .toList(),
          Map.of(
              "timestamp", "in a test of its own: the server makes the values",
              "json", DataTypeTable.BY_DOCUMENTATION,
              "hierarchyid", DataTypeTable.BY_DOCUMENTATION,
              "geography", DataTypeTable.BY_DOCUMENTATION,
              "geometry", DataTypeTable.BY_DOCUMENTATION),
          List.of(),
          "`sql_variant`, `vector`, `cursor` and CLR types of others are refused unless mapped to `VARCHAR`, by documentation. An alias type is treated as its base type. Texts of"
              + " single-byte and multi-byte code pages arrive as their characters. The server in the tests is a stand-in that"
              + " speaks TDS; no SQL Server has been met.");

  private SqlServerDataTypes() {}

  private static DataType plain(String source, String target) {
    return DataType.of(source, target, LiteralForm.PLAIN);
  }

  private static DataType text(String source, String target) {
    return DataType.of(source, target, LiteralForm.TEXT);
  }

  private static DataType unicode(String source, String target) {
    return DataType.of(source, target, LiteralForm.UNICODE);
  }

  private static List<DataType> numbers() {
    return List.of(
        plain("bit", "BOOLEAN").between("0", "false", "1", "true").arrivesAs("7", "true"),
        plain("tinyint", "NUMBER(3,0)").between("0", "255").notInSource("-1", "256"),
        plain("smallint", "NUMBER(5,0)")
            .between("-32768", "32767")
            .arrives("0")
            .notInSource("-32769", "32768"),
        plain("int", "NUMBER(10,0)")
            .between("-2147483648", "2147483647")
            .arrives("0")
            .notInSource("-2147483649", "2147483648"),
        plain("bigint", "NUMBER(19,0)")
            .between("-9223372036854775808", "9223372036854775807")
            .arrives("0")
            .notInSource("-9223372036854775809", "9223372036854775808"),
        plain("decimal(38,0)", "NUMBER(38,0)")
            .between(
                "-99999999999999999999999999999999999999", "99999999999999999999999999999999999999")
            .arrives("0")
            .notInSource(
                "-100000000000000000000000000000000000000",
                "100000000000000000000000000000000000000"),
        plain("decimal(5,2)", "NUMBER(5,2)")
            .arrives("-999.99", "999.99", "0.00", "-0.01")
            .arrivesAs("0.005", "0.01")
            .notInSource("999.995", "-1000.00"),
        plain("decimal(38,37)", "NUMBER(38,37)")
            .arrives(
                "9.9999999999999999999999999999999999999",
                "-1.2345678901234567890123456789012345678"),
        plain("decimal(38,38)", "VARCHAR")
            .arrives(
                "0.12345678901234567890123456789012345678",
                "-0.99999999999999999999999999999999999999"),
        plain("numeric(18,4)", "NUMBER(18,4)")
            .between("-99999999999999.9999", "99999999999999.9999")
            .arrives("1.2000")
            .notInSource("100000000000000"),
        plain("numeric(19,0)", "NUMBER(19,0)").arrives("-9999999999999999999"),
        plain("money", "NUMBER(19,4)")
            .between("-922337203685477.5808", "922337203685477.5807")
            .arrives("0.0001", "-0.0001", "0.0000")
            .notInSource("-922337203685477.5809", "922337203685477.5808"),
        plain("smallmoney", "NUMBER(10,4)")
            .between("-214748.3648", "214748.3647")
            .notInSource("-214748.3649", "214748.3648"),
        plain("real", "FLOAT")
            .between(
                "-3.4028235E38", "-3.4028234663852886E38",
                "3.4028235E38", "3.4028234663852886E38")
            .arrivesAs("0.1", "0.10000000149011612")
            .arrivesAs("1.1754944E-38", "1.1754943508222875E-38")
            .notInSource("3.5E38"),
        plain("float", "FLOAT")
            .between("-1.7976931348623157E308", "1.7976931348623157E308")
            .arrives("2.2250738585072014E-308", "0.1")
            .notInSource("1.8E308"));
  }

  private static List<DataType> times() {
    return List.of(
        text("date", "DATE")
            .between("0001-01-01", "9999-12-31")
            .arrives(ClockTraps.JULIAN_DAYS)
            .arrives("1900-02-28", "2024-02-29")
            .arrives("1969-12-31", "1970-01-01")
            .arrives(ClockTraps.DAYS)
            .notInSource("0000-12-31", "10000-01-01", "2023-02-29"),
        text("time(7)", "TIME(7)")
            .between("00:00:00", "23:59:59.9999999")
            .arrives("00:00:00.0000001", "12:34:56.7")
            .arrives(ClockTraps.TIMES_OF_DAY)
            .notInSource("24:00:00"),
        text("time(6)", "TIME(6)").arrives("23:59:59.999999").arrives(ClockTraps.TIMES_OF_DAY),
        text("time(3)", "TIME(6)").arrives("23:59:59.999", "00:00:00.001"),
        text("time(0)", "TIME(6)").arrives("23:59:59"),
        text("smalldatetime", "TIMESTAMP_NTZ(6)")
            .between("1900-01-01 00:00:00", "2079-06-06 23:59:00")
            .arrives("2011-12-30 12:00:00", "1932-04-01 00:13:00", "2018-03-25 03:17:00")
            .arrivesAs("2024-05-05 12:35:30", "2024-05-05 12:36:00")
            .notInSource("1899-12-31 00:00:00", "2079-06-07 00:00:00"),
        text("datetime", "TIMESTAMP_NTZ(6)")
            .between(
                "1753-01-01T00:00:00", "1753-01-01 00:00:00",
                "9999-12-31T23:59:59.997", "9999-12-31 23:59:59.997")
            .arrivesAs("2024-02-29T12:34:56.002", "2024-02-29 12:34:56.003")
            .arrivesAs("2024-02-29T12:34:56.789", "2024-02-29 12:34:56.79")
            .arrives(ClockTraps.TIMES)
            .notInSource(
                "1752-12-31T23:59:59.997", "9999-12-31T23:59:59.999", "10000-01-01T00:00:00"),
        text("datetime2(7)", "TIMESTAMP_NTZ(7)")
            .between("0001-01-01 00:00:00", "9999-12-31 23:59:59.9999999")
            .arrives("1582-10-10 01:02:03.0000004", "1969-12-31 23:59:59.9999999")
            .arrives(ClockTraps.julianDaysWith(" 00:00:00"))
            .arrives(ClockTraps.TIMES)
            .notInSource("0000-12-31 23:59:59", "10000-01-01 00:00:00"),
        text("datetime2(6)", "TIMESTAMP_NTZ(6)")
            .arrives("0001-01-01 00:00:00", "9999-12-31 23:59:59.999999")
            .arrives(ClockTraps.julianDaysWith(" 23:59:59.000004"))
            .arrives(ClockTraps.TIMES),
        text("datetime2(0)", "TIMESTAMP_NTZ(6)").arrives("2018-10-28 01:33:17"),
        text("datetimeoffset(7)", "TIMESTAMP_TZ(7)")
            .between(
                "0001-01-01 14:00:00 +14:00", "0001-01-01 14:00:00 +14:00",
                "9999-12-31 09:59:59.9999999 -14:00", "9999-12-31 09:59:59.9999999 -14:00")
            .arrives("2024-03-31 02:30:00.1234567 +05:45")
            .arrives(ClockTraps.julianDaysWith(" 00:00:00 +14:00"))
            .arrives(ClockTraps.julianDaysWith(" 23:59:59.9999999 -14:00"))
            .arrives(ClockTraps.timesWith(" +00:00"))
            .arrives(ClockTraps.timesWith(" -11:00"))
            .notInSource("2024-01-01 00:00:00 +14:01"),
        text("datetimeoffset(0)", "TIMESTAMP_TZ(6)").arrives("2018-10-28 03:33:17 +02:00"));
  }

  private static List<DataType> texts() {
    return List.of(
        text("char(5)", "VARCHAR(5)")
            .arrivesAs("ab", "ab   ")
            .arrivesAs("", "     ")
            .arrives("abcde")
            .notInSource("abcdef"),
        text("varchar(20)", "VARCHAR(20)").arrives("straße €", "", "it's  "),
        text("varchar(8000)", "VARCHAR(8000)").arrives("x".repeat(8000)),
        text("varchar(max)", "VARCHAR").arrives("é", "x".repeat(100_000)),
        unicode("nchar(4)", "VARCHAR(4)").arrivesAs("π", "π   ").arrivesAs("😀", "😀  "),
        unicode("nvarchar(10)", "VARCHAR(10)")
            .arrives("日😀", "", "  x  ", "a\nb\r\tc\"", "\u0001\uffff")
            .notInSource("abcdefghijk"),
        unicode("nvarchar(4000)", "VARCHAR(4000)").arrives("日".repeat(4000)),
        unicode("nvarchar(max)", "VARCHAR").arrives("日本 🙂"),
        text("text", "VARCHAR").arrives("old ü"),
        unicode("ntext", "VARCHAR").arrives("old 日"),
        text("uniqueidentifier", "VARCHAR(36)")
            .between("00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF")
            .arrivesAs(
                "00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-AABBCCDDEEFF")
            .notInSource("00112233-4455-6677-8899-aabbccddeef"),
        unicode("xml", "VARCHAR").arrives("<a>ü</a>"));
  }

  private static List<DataType> bytes() {
    return List.of(
        plain("binary(4)", "BINARY(4)").arrivesAs("0x0102", "01020000"),
        plain("varbinary(8)", "BINARY(8)")
            .arrivesAs("0x", "")
            .arrivesAs("0x00ff10", "00FF10")
            .notInSource("0x010203040506070809"),
        plain("varbinary(max)", "BINARY").arrivesAs("0xCAFE", "CAFE"),
        plain("image", "BINARY").arrivesAs("0x00FF", "00FF"));
  }
}
