package dev.datamigration.local.snowflake.engine.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times from text, in the ISO forms that Snowflake's AUTO detects:
 * docs.snowflake.com/en/sql-reference/date-time-input-output.
 */
final class TemporalText {
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,9}))?)?");
  private static final Pattern DIGITS = Pattern.compile("-?\\d+");
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger PACK = BigInteger.valueOf(4096);

  private TemporalText() {}

  private record Parsed(LocalDateTime local, ZoneOffset offset) {}

  static String date(String text) {
    String trimmed = text.strip();
    try {
      Matcher date = DATE.matcher(trimmed);
      if (date.matches()) {
        return localDate(date).toString();
      }
      return timestamp(trimmed).local().toLocalDate().toString();
    } catch (DateTimeException e) {
      throw new FunctionFailure(100040, "22007", "Date '" + text + "' is not recognized");
    }
  }

  static String time(String text) {
    try {
      return seconds(localTime(text.strip()));
    } catch (DateTimeException e) {
      throw new FunctionFailure(100108, "22007", "Time '" + text + "' is not recognized");
    }
  }

  /** Seconds since 1970 by the wall clock; an offset is dropped, as Snowflake does. */
  static String ntz(String text) {
    Parsed parsed = recognize(text);
    return seconds(parsed.local().toInstant(ZoneOffset.UTC));
  }

  /** Seconds since 1970 of the instant. */
  static String ltz(String text, String zone) {
    Parsed parsed = recognize(text);
    return seconds(
        parsed.offset() == null
            ? parsed.local().atZone(ZoneId.of(zone)).toInstant()
            : parsed.local().toInstant(parsed.offset()));
  }

  /** Instant and offset, packed. */
  static String tz(String text, String zone) {
    Parsed parsed = recognize(text);
    ZoneOffset offset =
        parsed.offset() == null
            ? parsed.local().atZone(ZoneId.of(zone)).getOffset()
            : parsed.offset();
    return pack(parsed.local().toInstant(offset), offset);
  }

  private static Parsed recognize(String text) {
    try {
      return timestamp(text.strip());
    } catch (DateTimeException | ArithmeticException e) {
      throw new FunctionFailure(100035, "22007", "Timestamp '" + text + "' is not recognized");
    }
  }

  private static Parsed timestamp(String text) {
    if (DIGITS.matcher(text).matches()) {
      return new Parsed(epoch(text), ZoneOffset.UTC);
    }
    int zone = offsetStart(text);
    ZoneOffset offset = zone < 0 ? null : ZoneOffset.of(text.substring(zone));
    String rest = zone < 0 ? text : text.substring(0, zone).stripTrailing();
    int split = Math.max(rest.indexOf('T'), rest.indexOf(' '));
    Matcher date = DATE.matcher(split < 0 ? rest : rest.substring(0, split));
    if (!date.matches()) {
      throw new DateTimeException(text);
    }
    LocalTime time = split < 0 ? LocalTime.MIDNIGHT : localTime(rest.substring(split + 1).strip());
    return new Parsed(localDate(date).atTime(time), offset);
  }

  /** Where the offset begins: a sign after the time of day, or a Z; -1 for none. */
  private static int offsetStart(String text) {
    int time = text.indexOf(':');
    if (time < 0) {
      return -1;
    }
    if (text.endsWith("Z")) {
      return text.length() - 1;
    }
    return Math.max(text.indexOf('+', time), text.indexOf('-', time));
  }

  /** A whole number is seconds, or a thousandth, a millionth, a billionth of them by its size. */
  private static LocalDateTime epoch(String digits) {
    BigInteger value = new BigInteger(digits);
    long perSecond = 1;
    while (perSecond < 1_000_000_000
        && value.abs().compareTo(BigInteger.valueOf(31_536_000_000L * perSecond)) >= 0) {
      perSecond *= 1000;
    }
    long number = value.longValueExact();
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(number, perSecond),
        (int) (Math.floorMod(number, perSecond) * (1_000_000_000 / perSecond)),
        ZoneOffset.UTC);
  }

  private static LocalDate localDate(Matcher m) {
    LocalDate date =
        LocalDate.of(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
    if (date.getYear() < 1) {
      throw new DateTimeException("before the year 1");
    }
    return date;
  }

  private static LocalTime localTime(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw new DateTimeException(text);
    }
    String fraction = m.group(4) == null ? "" : m.group(4);
    return LocalTime.of(
        Integer.parseInt(m.group(1)),
        Integer.parseInt(m.group(2)),
        m.group(3) == null ? 0 : Integer.parseInt(m.group(3)),
        fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9)));
  }

  static String seconds(LocalTime time) {
    return BigDecimal.valueOf(time.toNanoOfDay(), 9).toPlainString();
  }

  static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9))
        .setScale(9)
        .toPlainString();
  }

  static Instant instant(String seconds) {
    BigDecimal nanos = new BigDecimal(seconds).setScale(9).movePointRight(9);
    BigInteger[] parts =
        nanos.toBigIntegerExact().divideAndRemainder(BigInteger.valueOf(1_000_000_000));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  static String pack(Instant instant, ZoneOffset offset) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(NANOS)
        .add(BigInteger.valueOf(instant.getNano()))
        .multiply(PACK)
        .add(BigInteger.valueOf(offset.getTotalSeconds() / 60 + 1440L))
        .toString();
  }

  /** The wall clock's reading in a zone as the instant it stands for. */
  static String instantOfLocal(String seconds, String zone) {
    LocalDateTime local = LocalDateTime.ofInstant(instant(seconds), ZoneOffset.UTC);
    return seconds(local.atZone(ZoneId.of(zone)).toInstant());
  }

  /** What the wall clock in a zone reads at an instant. */
  static String localOfInstant(String seconds, String zone) {
    LocalDateTime local = LocalDateTime.ofInstant(instant(seconds), ZoneId.of(zone));
    return seconds(local.toInstant(ZoneOffset.UTC));
  }

  /** An instant with the offset of a zone at that instant, packed. */
  static String tzOfInstant(String seconds, String zone) {
    Instant instant = instant(seconds);
    return pack(instant, ZoneId.of(zone).getRules().getOffset(instant));
  }
}
