package dev.datamigration.local.sqlserver.engine.function;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times to and from text, and the rounding of the old types. */
public final class TemporalFunctions {
  static final List<String> HERE =
      List.of(
          "datetime",
          "smalldatetime",
          "local",
          "momentOfTime",
          "momentOfText",
          "timeOfText",
          "offsetOfText",
          "textOfMoment",
          "textOfTime",
          "textOfOffset");

  private static final Pattern MOMENT =
      Pattern.compile(
          "(?:(\\d{4})-?(\\d{2})-?(\\d{2}))?[T ]*(?:(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?\\s*(Z|[+-]\\d{2}:\\d{2})?",
          Pattern.CASE_INSENSITIVE);
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
  private static final LocalDateTime LAST_SMALLDATETIME = LocalDateTime.of(2079, 6, 6, 23, 59);
  private static final int FARTHEST_OFFSET_SECONDS = 14 * 3600;

  private TemporalFunctions() {}

  /** To .000, .003 or .007 of a second. */
  public static LocalDateTime datetime(LocalDateTime moment) throws SQLException {
    if (moment == null) {
      return null;
    }
    long ticks = Math.round(moment.get(ChronoField.NANO_OF_SECOND) * 3L / 1e7);
    LocalDateTime rounded = moment.withNano(0).plusNanos(Math.round(ticks * 10 / 3.0) * 1_000_000);
    if (moment.getYear() < 1753 || rounded.getYear() > 9999) {
      throw new NumberedException(
          242,
          "The conversion of a datetime2 data type to a datetime data type resulted in an out-of-range value.");
    }
    return rounded;
  }

  /** To the minute. */
  public static LocalDateTime smalldatetime(LocalDateTime moment) throws SQLException {
    if (moment == null) {
      return null;
    }
    LocalDateTime minute = moment.withSecond(0).withNano(0);
    double seconds = moment.getSecond() + moment.get(ChronoField.NANO_OF_SECOND) / 1e9;
    LocalDateTime rounded = seconds >= 29.999 ? minute.plusMinutes(1) : minute;
    if (moment.getYear() < 1900 || rounded.isAfter(LAST_SMALLDATETIME)) {
      throw new NumberedException(
          242,
          "The conversion of a datetime2 data type to a smalldatetime data type resulted in an out-of-range value.");
    }
    return rounded;
  }

  public static LocalDateTime local(OffsetDateTime moment) {
    return moment == null ? null : moment.toLocalDateTime();
  }

  public static LocalDateTime momentOfTime(LocalTime time) {
    return time == null ? null : time.atDate(FIRST_DAY);
  }

  public static LocalDateTime momentOfText(String text) throws SQLException {
    return text == null ? null : parse(text).toLocalDateTime();
  }

  public static LocalTime timeOfText(String text) throws SQLException {
    return text == null ? null : parse(text).toLocalTime();
  }

  public static OffsetDateTime offsetOfText(String text) throws SQLException {
    return text == null ? null : parse(text);
  }

  private static OffsetDateTime parse(String text) throws SQLException {
    Matcher m = MOMENT.matcher(text.strip());
    try {
      if (m.matches()) {
        LocalDate day =
            m.group(1) == null
                ? FIRST_DAY
                : LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
        LocalTime time =
            m.group(4) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(
                    number(m.group(4)), number(m.group(5)), number(m.group(6)), nanos(m.group(7)));
        ZoneOffset offset =
            m.group(8) == null
                ? ZoneOffset.UTC
                : ZoneOffset.of(m.group(8).toUpperCase(Locale.ROOT));
        if (day.getYear() >= 1 && Math.abs(offset.getTotalSeconds()) <= FARTHEST_OFFSET_SECONDS) {
          return OffsetDateTime.of(day, time, offset);
        }
      }
    } catch (DateTimeException e) {
      // Answered below.
    }
    throw new NumberedException(
        241, "Conversion failed when converting date and/or time from character string.");
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  public static String textOfMoment(LocalDateTime moment, String kind, int scale, int style)
      throws SQLException {
    if (moment == null) {
      return null;
    }
    boolean old = kind.endsWith("DATETIME");
    String day = day(moment);
    if (kind.equals("DATE")) {
      return switch (style) {
        case -1, 23, 20, 120, 21, 121, 126, 127 -> day;
        case 112 -> day.replace("-", "");
        default -> throw style(style);
      };
    }
    String clock = clock(moment.toLocalTime(), kind.equals("SMALLDATETIME") ? 0 : scale);
    return switch (style) {
      case -1 -> old ? plain(moment) : day + " " + clock;
      case 0, 100 -> plain(moment);
      case 20, 120 -> day + " " + clock(moment.toLocalTime(), 0);
      case 21, 121 -> day + " " + clock(moment.toLocalTime(), old ? 3 : scale);
      case 126, 127 ->
          day
              + "T"
              + (old && moment.get(ChronoField.NANO_OF_SECOND) == 0
                  ? clock(moment.toLocalTime(), 0)
                  : clock);
      case 23 -> day;
      case 112 -> day.replace("-", "");
      default -> throw style(style);
    };
  }

  public static String textOfTime(LocalTime time, int scale, int style) throws SQLException {
    if (time == null) {
      return null;
    }
    return switch (style) {
      case -1, 21, 121, 126, 114, 14 -> clock(time, scale);
      case 8, 108, 20, 120 -> clock(time, 0);
      default -> throw style(style);
    };
  }

  public static String textOfOffset(OffsetDateTime moment, int scale, int style)
      throws SQLException {
    if (moment == null) {
      return null;
    }
    String clock = clock(moment.toLocalTime(), scale);
    String offset =
        moment.getOffset().equals(ZoneOffset.UTC) ? "+00:00" : moment.getOffset().getId();
    return switch (style) {
      case -1, 21, 121 -> day(moment.toLocalDateTime()) + " " + clock + " " + offset;
      case 126 ->
          day(moment.toLocalDateTime()) + "T" + clock + (offset.equals("+00:00") ? "Z" : offset);
      case 127 -> {
        LocalDateTime utc = moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        yield day(utc) + "T" + clock(utc.toLocalTime(), scale) + "Z";
      }
      default -> throw style(style);
    };
  }

  private static String day(LocalDateTime moment) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).format(moment);
  }

  private static String plain(LocalDateTime moment) {
    return DateTimeFormatter.ofPattern("MMM ppd uuuu pph:mma", Locale.US).format(moment);
  }

  private static String clock(LocalTime time, int scale) {
    String text = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT).format(time);
    return scale == 0 ? text.substring(0, 8) : text.substring(0, 9 + scale);
  }

  private static SQLException style(int style) {
    return new NumberedException(
        281,
        style + " is not a valid style number when converting from a date to a character string.");
  }
}
