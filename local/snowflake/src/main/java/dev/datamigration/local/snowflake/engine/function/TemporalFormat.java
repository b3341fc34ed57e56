package dev.datamigration.local.snowflake.engine.function;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Times to text by Snowflake's format elements, and their arithmetic by calendar units. */
final class TemporalFormat {
  private static final List<String> ELEMENTS =
      List.of(
          "YYYY", "YY", "MON", "MM", "DD", "DY", "HH24", "HH12", "AM", "PM", "MI", "SS", "FF0",
          "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "FF7", "FF8", "FF9", "FF", "TZH:TZM", "TZHTZM",
          "TZH", "TZM", "TZISO");

  private TemporalFormat() {}

  static String time(String seconds, String format) {
    Instant instant = TemporalText.instant(seconds);
    LocalTime time =
        LocalTime.ofNanoOfDay(instant.getEpochSecond() * 1_000_000_000L + instant.getNano());
    return format(time.atDate(java.time.LocalDate.EPOCH).atOffset(ZoneOffset.UTC), format);
  }

  static String ntz(String seconds, String format) {
    return format(TemporalText.instant(seconds).atOffset(ZoneOffset.UTC), format);
  }

  static String ltz(String seconds, String zone, String format) {
    Instant instant = TemporalText.instant(seconds);
    return format(instant.atZone(ZoneId.of(zone)).toOffsetDateTime(), format);
  }

  static String tz(String packed, String format) {
    return format(unpack(packed), format);
  }

  private static OffsetDateTime unpack(String packed) {
    BigInteger[] parts = floor(new BigInteger(packed), BigInteger.valueOf(4096));
    BigInteger[] nanos = floor(parts[0], BigInteger.valueOf(1_000_000_000));
    ZoneOffset offset = ZoneOffset.ofTotalSeconds((parts[1].intValueExact() - 1440) * 60);
    return Instant.ofEpochSecond(nanos[0].longValueExact(), nanos[1].longValueExact())
        .atOffset(offset);
  }

  private static BigInteger[] floor(BigInteger value, BigInteger by) {
    BigInteger rest = value.mod(by);
    return new BigInteger[] {value.subtract(rest).divide(by), rest};
  }

  private static String format(OffsetDateTime value, String format) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      String element = element(format, at);
      if (element == null) {
        char c = format.charAt(at++);
        if (c != '"') {
          text.append(c);
        }
      } else {
        text.append(write(value, element));
        at += element.length();
      }
    }
    return text.toString();
  }

  private static String element(String format, int at) {
    for (String element : ELEMENTS) {
      if (format.regionMatches(true, at, element, 0, element.length())) {
        return element;
      }
    }
    return null;
  }

  private static String write(OffsetDateTime value, String element) {
    int minutes = value.getOffset().getTotalSeconds() / 60;
    String sign = minutes < 0 ? "-" : "+";
    String hour = two(Math.abs(minutes) / 60);
    String minute = two(Math.abs(minutes) % 60);
    return switch (element) {
      case "YYYY" -> String.format(Locale.ROOT, "%04d", value.getYear());
      case "YY" -> two(value.getYear() % 100);
      case "MON" -> value.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MM" -> two(value.getMonthValue());
      case "DD" -> two(value.getDayOfMonth());
      case "DY" -> value.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "HH24" -> two(value.getHour());
      case "HH12" -> two(value.getHour() % 12 == 0 ? 12 : value.getHour() % 12);
      case "AM", "PM" -> value.getHour() < 12 ? "AM" : "PM";
      case "MI" -> two(value.getMinute());
      case "SS" -> two(value.getSecond());
      case "TZH:TZM" -> sign + hour + ":" + minute;
      case "TZHTZM" -> sign + hour + minute;
      case "TZH" -> sign + hour;
      case "TZM" -> minute;
      case "TZISO" -> minutes == 0 ? "Z" : sign + hour + ":" + minute;
      default -> {
        int digits = element.length() == 2 ? 9 : element.charAt(2) - '0';
        yield String.format(Locale.ROOT, "%09d", value.getNano()).substring(0, digits);
      }
    };
  }

  private static String two(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }

  /** Adds months to a wall clock's reading; the day is cut to the month's last. */
  static String plusMonths(String seconds, String months) {
    return TemporalText.seconds(
        TemporalText.instant(seconds)
            .atOffset(ZoneOffset.UTC)
            .plusMonths(Long.parseLong(months))
            .toInstant());
  }

  /** Cuts a wall clock's reading to a unit. */
  static String truncate(String seconds, String unit) {
    OffsetDateTime value = TemporalText.instant(seconds).atOffset(ZoneOffset.UTC);
    OffsetDateTime day = value.truncatedTo(ChronoUnit.DAYS);
    OffsetDateTime cut =
        switch (unit) {
          case "YEAR" -> day.withDayOfYear(1);
          case "QUARTER" -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
          case "MONTH" -> day.withDayOfMonth(1);
          case "WEEK" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
          case "DAY" -> day;
          case "HOUR" -> value.truncatedTo(ChronoUnit.HOURS);
          case "MINUTE" -> value.truncatedTo(ChronoUnit.MINUTES);
          default -> value.truncatedTo(ChronoUnit.SECONDS);
        };
    return TemporalText.seconds(cut.toInstant());
  }

  /** A part of a wall clock's reading. */
  static String part(String seconds, String part) {
    OffsetDateTime value = TemporalText.instant(seconds).atOffset(ZoneOffset.UTC);
    long number =
        switch (part) {
          case "YEAR" -> value.getYear();
          case "QUARTER" -> (value.getMonthValue() + 2) / 3;
          case "MONTH" -> value.getMonthValue();
          case "DAY" -> value.getDayOfMonth();
          case "DAYOFWEEK" -> value.getDayOfWeek().getValue() % 7;
          case "DAYOFYEAR" -> value.getDayOfYear();
          case "HOUR" -> value.getHour();
          case "MINUTE" -> value.getMinute();
          case "SECOND" -> value.getSecond();
          case "EPOCH_SECOND" -> value.toEpochSecond();
          case "EPOCH_MILLISECOND" -> value.toInstant().toEpochMilli();
          default -> value.getNano();
        };
    return Long.toString(number);
  }
}
