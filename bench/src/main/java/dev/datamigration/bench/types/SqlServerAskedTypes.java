package dev.datamigration.bench.types;

import java.util.List;

/** What {@code columnTypeMappings} may ask for of SQL Server's types. */
final class SqlServerAskedTypes {
  private SqlServerAskedTypes() {}

  private static DataType plain(String source, String target) {
    return DataType.asked(source, target, LiteralForm.PLAIN);
  }

  private static DataType text(String source, String target) {
    return DataType.asked(source, target, LiteralForm.TEXT);
  }

  static List<DataType> all() {
    return List.of(
        plain("bit", "VARCHAR").arrives("1", "0"),
        plain("tinyint", "VARCHAR").arrives("255"),
        plain("tinyint", "FLOAT").arrivesAs("255", "255.0"),
        plain("tinyint", "NUMBER(4,2)").arrivesAs("99", "99.00"),
        plain("smallint", "VARCHAR").arrives("-32768"),
        plain("smallint", "FLOAT").arrivesAs("-32768", "-32768.0"),
        plain("int", "VARCHAR(20)").arrives("-2147483648", "2147483647"),
        plain("int", "FLOAT").arrivesAs("2147483647", "2.147483647E9"),
        plain("bigint", "VARCHAR").arrives("-9223372036854775808", "9223372036854775807"),
        plain("bigint", "FLOAT").arrivesAs("9007199254740993", "9.007199254740992E15"),
        plain("bigint", "NUMBER(20,1)").arrivesAs("9223372036854775807", "9223372036854775807.0"),
        plain("decimal(10,2)", "VARCHAR").arrives("12.34", "-0.01"),
        plain("decimal(12,3)", "NUMBER(12,2)").arrivesAs("12.340", "12.34").fails("12.341"),
        plain("decimal", "FLOAT").arrivesAs("12", "12.0"),
        plain("numeric", "VARCHAR").arrives("12"),
        plain("numeric", "FLOAT").arrivesAs("12", "12.0"),
        plain("money", "VARCHAR").arrives("-922337203685477.5808", "1234.5000"),
        plain("money", "FLOAT").arrives("1234.5"),
        plain("smallmoney", "VARCHAR").arrives("-214748.3648"),
        plain("smallmoney", "FLOAT").arrives("1234.5"),
        plain("real", "VARCHAR").arrivesAs("0.5", "5.00000000e-001"),
        plain("float", "VARCHAR").arrivesAs("0.1", "1.0000000000000001e-001"),
        plain("binary(2)", "VARCHAR").arrivesAs("0xCAFE", "CAFE"),
        plain("varbinary(8)", "VARCHAR").arrivesAs("0x00FF", "00FF"),
        plain("varbinary(8)", "BINARY(4)")
            .arrivesAs("0x01020304", "01020304")
            .fails("0x0102030405"),
        plain("image", "VARCHAR").arrivesAs("0x00FF", "00FF"),
        text("date", "VARCHAR").arrives("0001-01-01", "2011-12-30"),
        text("time(7)", "VARCHAR").arrives("23:59:59.9999999"),
        text("smalldatetime", "VARCHAR")
            .arrivesAs("2011-12-30 12:00:00", "2011-12-30 12:00:00.000"),
        text("datetime", "VARCHAR").arrivesAs("1932-04-01T00:13:42", "1932-04-01 00:13:42.000"),
        text("datetime2(7)", "VARCHAR").arrives("1932-04-01 00:13:42.1234567"),
        text("datetimeoffset(7)", "VARCHAR").arrives("2018-10-28 03:33:17.1234567 +02:00"));
  }
}
