package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Guid;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Writes TYPE_INFO and values of every type; large values stream. */
final class ColumnWriter {
  private static final LocalDate EPOCH = LocalDate.of(1900, 1, 1);
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final int CHUNK = 4000;

  private final PacketWriter out;

  ColumnWriter(PacketWriter out) {
    this.out = out;
  }

  void type(SqlType type) throws IOException, ServerError {
    switch (type.kind()) {
      case BIT -> sized(0x68, 1);
      case TINYINT -> sized(0x26, 1);
      case SMALLINT -> sized(0x26, 2);
      case INT -> sized(0x26, 4);
      case BIGINT -> sized(0x26, 8);
      case SMALLMONEY -> sized(0x6E, 4);
      case MONEY -> sized(0x6E, 8);
      case REAL -> sized(0x6D, 4);
      case FLOAT -> sized(0x6D, 8);
      case SMALLDATETIME -> sized(0x6F, 4);
      case DATETIME -> sized(0x6F, 8);
      case UNIQUEIDENTIFIER -> sized(0x24, 16);
      case DECIMAL, NUMERIC -> {
        sized(type.kind() == Kind.DECIMAL ? 0x6A : 0x6C,
            type.decimalBytes());
        out.u8(type.precision());
        out.u8(type.scale());
      }
      case DATE -> out.u8(0x28);
      case TIME -> sized(0x29, type.scale());
      case DATETIME2 -> sized(0x2A, type.scale());
      case DATETIMEOFFSET -> sized(0x2B, type.scale());
      case CHAR -> text(0xAF, type, type.length());
      case VARCHAR, TEXT -> text(0xA7, type, type.length());
      case NCHAR -> text(0xEF, type, type.length() * 2);
      case NVARCHAR, NTEXT -> text(0xE7, type, type.isMax() ? SqlType.MAX : type.length() * 2);
      case BINARY, ROWVERSION -> {
        out.u8(0xAD);
        out.u16(type.length());
      }
      case VARBINARY, IMAGE -> {
        out.u8(0xA5);
        out.u16(type.length());
      }
      case XML -> {
        out.u8(0xF1);
        out.u8(0);
      }
      default -> throw ServerError.unsupported("a result column of type " + type.kind().typeName());
    }
  }

  private void sized(int code, int size) throws IOException {
    out.u8(code);
    out.u8(size);
  }

  private void text(int code, SqlType type, int bytes) throws IOException {
    out.u8(code);
    out.u16(bytes);
    out.i32(type.collation().info());
    out.u8(type.collation().sortId());
  }

  void value(SqlType type, Object value) throws IOException, SQLException {
    if (value == null) {
      nothing(type);
      return;
    }
    switch (type.kind()) {
      case BIT -> fixed(((Boolean) value) ? 1 : 0, 1);
      case TINYINT -> fixed(((Number) value).longValue(), 1);
      case SMALLINT -> fixed(((Number) value).longValue(), 2);
      case INT -> fixed(((Number) value).longValue(), 4);
      case BIGINT -> fixed(((Number) value).longValue(), 8);
      case SMALLMONEY -> fixed(money(value), 4);
      case MONEY -> {
        out.u8(8);
        out.i32((int) (money(value) >> 32));
        out.i32((int) money(value));
      }
      case REAL -> fixed(Float.floatToRawIntBits(((Number) value).floatValue()), 4);
      case FLOAT -> fixed(Double.doubleToRawLongBits(((Number) value).doubleValue()), 8);
      case DECIMAL, NUMERIC -> decimal(type, (BigDecimal) value);
      case SMALLDATETIME -> {
        LocalDateTime moment = (LocalDateTime) value;
        out.u8(4);
        out.u16((int) ChronoUnit.DAYS.between(EPOCH, moment.toLocalDate()));
        out.u16(moment.getHour() * 60 + moment.getMinute());
      }
      case DATETIME -> {
        LocalDateTime moment = (LocalDateTime) value;
        out.u8(8);
        out.i32((int) ChronoUnit.DAYS.between(EPOCH, moment.toLocalDate()));
        out.i32((int) Math.round(moment.toLocalTime().toNanoOfDay() / 1_000_000 * 0.3));
      }
      case DATE -> {
        out.u8(3);
        date((LocalDate) value);
      }
      case TIME -> {
        out.u8(type.timeBytes());
        time(type, (LocalTime) value);
      }
      case DATETIME2 -> {
        LocalDateTime moment = (LocalDateTime) value;
        out.u8(type.timeBytes() + 3);
        time(type, moment.toLocalTime());
        date(moment.toLocalDate());
      }
      case DATETIMEOFFSET -> {
        OffsetDateTime moment = (OffsetDateTime) value;
        LocalDateTime utc = moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        out.u8(type.timeBytes() + 5);
        time(type, utc.toLocalTime());
        date(utc.toLocalDate());
        out.u16(moment.getOffset().getTotalSeconds() / 60);
      }
      case UNIQUEIDENTIFIER -> {
        out.u8(16);
        out.bytes(Guid.toWire((byte[]) value));
      }
      case BINARY, VARBINARY, ROWVERSION, IMAGE -> bytes(type, value);
      default -> characters(type, value);
    }
  }

  private void nothing(SqlType type) throws IOException {
    switch (type.kind()) {
      case CHAR, VARCHAR, NCHAR, NVARCHAR, TEXT, NTEXT, BINARY, VARBINARY, ROWVERSION, IMAGE, XML -> {
        if (type.isMax()) {
          out.i64(-1L);
        } else {
          out.u16(0xFFFF);
        }
      }
      default -> out.u8(0);
    }
  }

  private void fixed(long value, int bytes) throws IOException {
    out.u8(bytes);
    out.number(value, bytes);
  }

  private static long money(Object value) {
    return ((BigDecimal) value).movePointRight(4).longValueExact();
  }

  private void decimal(SqlType type, BigDecimal value) throws IOException {
    int length = type.decimalBytes();
    byte[] big = value.setScale(type.scale()).unscaledValue().abs().toByteArray();
    out.u8(length);
    out.u8(value.signum() < 0 ? 0 : 1);
    for (int i = 0; i < length - 1; i++) {
      out.u8(i < big.length ? big[big.length - 1 - i] : 0);
    }
  }

  private void date(LocalDate day) throws IOException {
    out.number(ChronoUnit.DAYS.between(FIRST_DAY, day), 3);
  }

  private void time(SqlType type, LocalTime time) throws IOException {
    long units = time.toNanoOfDay();
    for (int i = type.scale(); i < 9; i++) {
      units /= 10;
    }
    out.number(units, type.timeBytes());
  }

  private void bytes(SqlType type, Object value) throws IOException, SQLException {
    if (!type.isMax()) {
      byte[] bytes = value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : (byte[]) value;
      out.u16(bytes.length);
      out.bytes(bytes);
      return;
    }
    out.i64(-2L);
    if (value instanceof Blob blob) {
      try (InputStream in = blob.getBinaryStream()) {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
          out.i32(read);
          out.bytes(chunk, 0, read);
        }
      }
    } else {
      chunk((byte[]) value);
    }
    out.i32(0);
  }

  private void characters(SqlType type, Object value) throws IOException, SQLException {
    Charset charset =
        type.kind().isUnicode() ? StandardCharsets.UTF_16LE : type.collation().charset();
    if (!type.isMax()) {
      String text = value instanceof Clob clob ? clob.getSubString(1, (int) clob.length()) : (String) value;
      byte[] bytes = text.getBytes(charset);
      out.u16(bytes.length);
      out.bytes(bytes);
      return;
    }
    out.i64(-2L);
    if (value instanceof Clob clob) {
      try (Reader in = clob.getCharacterStream()) {
        char[] chunk = new char[CHUNK + 1];
        for (int read = in.read(chunk, 0, CHUNK); read > 0; read = in.read(chunk, 0, CHUNK)) {
          int length = read;
          if (Character.isHighSurrogate(chunk[read - 1])) {
            int low = in.read();
            if (low >= 0) {
              chunk[length++] = (char) low;
            }
          }
          chunk(new String(chunk, 0, length).getBytes(charset));
        }
      }
    } else {
      chunk(((String) value).getBytes(charset));
    }
    out.i32(0);
  }

  private void chunk(byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      out.i32(bytes.length);
      out.bytes(bytes);
    }
  }
}
