package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Guid;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads parameters of a remote procedure call: TYPE_INFO and the value after it. */
final class ParameterReader {
  private static final LocalDate EPOCH = LocalDate.of(1900, 1, 1);

  private final Request request;

  ParameterReader(Request request) {
    this.request = request;
  }

  TypedValue read() throws ServerError {
    String name = request.text(request.u8());
    boolean output = (request.u8() & 1) != 0;
    int type = request.u8();
    return switch (type) {
      case 0x26 -> {
        int size = request.u8();
        Kind kind =
            switch (size) {
              case 1 -> Kind.TINYINT;
              case 2 -> Kind.SMALLINT;
              case 4 -> Kind.INT;
              default -> Kind.BIGINT;
            };
        yield value(name, output, SqlType.of(kind), integer(request.u8()));
      }
      case 0x68 -> {
        request.u8();
        int length = request.u8();
        yield value(name, output, SqlType.BIT, length == 0 ? null : request.u8() != 0);
      }
      case 0x6A, 0x6C -> decimal(name, output);
      case 0x6D -> floating(name, output);
      case 0x6E -> money(name, output);
      case 0x6F -> dateTime(name, output);
      case 0x24 -> {
        request.u8();
        int length = request.u8();
        yield value(
            name,
            output,
            SqlType.UNIQUEIDENTIFIER,
            length == 0 ? null : Guid.toKey(request.bytes(length)));
      }
      case 0x28 -> value(name, output, SqlType.DATE, request.u8() == 0 ? null : date());
      case 0x29, 0x2A, 0x2B -> moment(type, name, output);
      case 0xA5 -> binary(Kind.VARBINARY, name, output);
      case 0xAD -> binary(Kind.BINARY, name, output);
      case 0xA7 -> text(Kind.VARCHAR, name, output);
      case 0xAF -> text(Kind.CHAR, name, output);
      case 0xE7 -> text(Kind.NVARCHAR, name, output);
      case 0xEF -> text(Kind.NCHAR, name, output);
      case 0xF1 -> {
        request.u8();
        byte[] bytes = parts();
        yield value(
            name,
            output,
            SqlType.of(Kind.XML),
            bytes == null ? null : new String(bytes, StandardCharsets.UTF_16LE));
      }
      case 0x23 -> {
        request.i32();
        Collation collation = collation();
        int length = request.i32();
        yield value(
            name,
            output,
            SqlType.of(Kind.TEXT).with(collation),
            length < 0 ? null : request.text(length, collation.charset()));
      }
      case 0x63 -> {
        request.i32();
        Collation collation = collation();
        int length = request.i32();
        yield value(
            name,
            output,
            SqlType.of(Kind.NTEXT).with(collation),
            length < 0 ? null : request.text(length, StandardCharsets.UTF_16LE));
      }
      case 0x22 -> {
        request.i32();
        int length = request.i32();
        yield value(
            name, output, SqlType.of(Kind.IMAGE), length < 0 ? null : request.bytes(length));
      }
      default -> throw ServerError.unsupported("a parameter of type 0x" + Integer.toHexString(type));
    };
  }

  private static TypedValue value(String name, boolean output, SqlType type, Object value) {
    return new TypedValue(name, output, type, value);
  }

  private Long integer(int length) {
    return switch (length) {
      case 0 -> null;
      case 1 -> (long) request.u8();
      case 2 -> (long) (short) request.u16();
      case 4 -> (long) request.i32();
      default -> request.i64();
    };
  }

  private TypedValue decimal(String name, boolean output) {
    request.u8();
    int precision = request.u8();
    int scale = request.u8();
    int length = request.u8();
    BigDecimal value = null;
    if (length > 0) {
      boolean positive = request.u8() == 1;
      byte[] little = request.bytes(length - 1);
      byte[] big = new byte[little.length];
      for (int i = 0; i < little.length; i++) {
        big[i] = little[little.length - 1 - i];
      }
      value = new BigDecimal(new BigInteger(positive ? 1 : -1, big), scale);
    }
    return value(name, output, SqlType.decimal(precision, scale), value);
  }

  private TypedValue floating(String name, boolean output) {
    int size = request.u8();
    int length = request.u8();
    if (size == 4) {
      return value(
          name,
          output,
          SqlType.of(Kind.REAL),
          length == 0 ? null : Float.intBitsToFloat(request.i32()));
    }
    Object value =
        switch (length) {
          case 0 -> null;
          case 4 -> (double) Float.intBitsToFloat(request.i32());
          default -> Double.longBitsToDouble(request.i64());
        };
    return value(name, output, SqlType.FLOAT, value);
  }

  private TypedValue money(String name, boolean output) {
    SqlType type = SqlType.of(request.u8() == 4 ? Kind.SMALLMONEY : Kind.MONEY);
    int length = request.u8();
    Object value = null;
    if (length == 4) {
      value = BigDecimal.valueOf(request.i32(), 4);
    } else if (length == 8) {
      long high = request.i32();
      value = BigDecimal.valueOf(high << 32 | (request.i32() & 0xFFFFFFFFL), 4);
    }
    return value(name, output, type, value);
  }

  private TypedValue dateTime(String name, boolean output) {
    SqlType type = SqlType.of(request.u8() == 4 ? Kind.SMALLDATETIME : Kind.DATETIME);
    int length = request.u8();
    Object value = null;
    if (length == 4) {
      LocalDate day = EPOCH.plusDays(request.u16());
      value = day.atStartOfDay().plusMinutes(request.u16());
    } else if (length == 8) {
      LocalDate day = EPOCH.plusDays(request.i32());
      long ticks = request.i32() & 0xFFFFFFFFL;
      value = day.atStartOfDay().plusNanos(Math.round(ticks * 10 / 3.0) * 1_000_000);
    }
    return value(name, output, type, value);
  }

  private LocalDate date() {
    return LocalDate.of(1, 1, 1).plusDays(request.number(3));
  }

  private LocalTime time(int bytes, int scale) {
    long units = request.number(bytes);
    for (int i = scale; i < 9; i++) {
      units *= 10;
    }
    return LocalTime.ofNanoOfDay(units);
  }

  private TypedValue moment(int code, String name, boolean output) {
    int scale = request.u8();
    int length = request.u8();
    Kind kind =
        code == 0x29 ? Kind.TIME : code == 0x2A ? Kind.DATETIME2 : Kind.DATETIMEOFFSET;
    SqlType type = SqlType.scaled(kind, scale);
    if (length == 0) {
      return value(name, output, type, null);
    }
    LocalTime time = time(type.timeBytes(), scale);
    if (kind == Kind.TIME) {
      return value(name, output, type, time);
    }
    LocalDateTime moment = LocalDateTime.of(date(), time);
    if (kind == Kind.DATETIME2) {
      return value(name, output, type, moment);
    }
    ZoneOffset offset = ZoneOffset.ofTotalSeconds((short) request.u16() * 60);
    OffsetDateTime value = moment.atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset);
    return value(name, output, type, value);
  }

  private TypedValue binary(Kind kind, String name, boolean output) {
    int size = request.u16();
    SqlType type = SqlType.sized(kind, size == 0xFFFF ? SqlType.MAX : size);
    return value(name, output, type, payload(size));
  }

  private TypedValue text(Kind kind, String name, boolean output) {
    int size = request.u16();
    Collation collation = collation();
    int length = size == 0xFFFF ? SqlType.MAX : kind.isUnicode() ? size / 2 : size;
    byte[] bytes = payload(size);
    Charset charset = kind.isUnicode() ? StandardCharsets.UTF_16LE : collation.charset();
    return value(
        name,
        output,
        SqlType.sized(kind, length).with(collation),
        bytes == null ? null : new String(bytes, charset));
  }

  private Collation collation() {
    int info = request.i32();
    request.u8();
    return (info & 0x04000000) != 0 ? Collation.UTF8 : Collation.DEFAULT;
  }

  private byte[] payload(int size) {
    if (size == 0xFFFF) {
      return parts();
    }
    int length = request.u16();
    return length == 0xFFFF ? null : request.bytes(length);
  }

  private byte[] parts() {
    if (request.i64() == -1L) {
      return null;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int part = request.i32(); part != 0; part = request.i32()) {
      all.writeBytes(request.bytes(part));
    }
    return all.toByteArray();
  }
}
