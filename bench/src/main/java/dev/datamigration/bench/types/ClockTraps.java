package dev.datamigration.bench.types;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Zones whose clocks were set, local times that fall into that, and days that calendars disagree
 * on: what converts a time through such a zone or calendar changes it.
 */
public final class ClockTraps {
  /** The zones that virtual machines are set to; each but UTC has a gap among {@link #TIMES}. */
  public static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          // Local midnight was skipped.
          ZoneId.of("America/Bahia_Banderas"),
          // The same, and ahead of UTC.
          ZoneId.of("Europe/Vilnius"),
          // A quarter of an hour was skipped.
          ZoneId.of("Asia/Kathmandu"),
          // 2011-12-30 was skipped, and 1892-07-04 was twice.
          ZoneId.of("Pacific/Apia"));

  /** Times that did not exist, or were twice, in one of the zones; ISO, with a blank. */
  static final String[] TIMES = {
    "1892-07-04 12:00:00",
    "1932-04-01 00:00:00",
    "1932-04-01 00:13:42",
    "1983-04-01 00:00:00",
    "1983-09-30 23:30:00",
    "1986-01-01 00:13:07",
    "2011-12-30 12:00:00",
    "2018-03-25 03:17:17",
    "2018-04-01 02:13:55",
    "2018-10-28 01:33:17",
    "2018-10-28 03:33:17"
  };

  /** Days that began late, or never, in one of the zones. */
  static final String[] DAYS = {"1932-04-01", "1983-04-01", "1986-01-01", "2011-12-30"};

  /** Times of day that a zone's clock skipped on 1970-01-01 or on the day of a test. */
  static final String[] TIMES_OF_DAY = {"00:13:07", "02:30:00", "03:17:17"};

  /**
   * Days around the ten that the Gregorian calendar left out, and the last of a February that had
   * one more in the Julian one: java.util's calendars change from one to the other.
   */
  static final String[] JULIAN_DAYS = {
    "1500-02-28", "1500-03-01", "1582-10-04", "1582-10-05", "1582-10-10", "1582-10-14", "1582-10-15"
  };

  private ClockTraps() {}

  /** {@link #TIMES}, for a test of them. */
  public static List<String> times() {
    return List.of(TIMES);
  }

  /** {@link #DAYS}, for a test of them. */
  public static List<String> days() {
    return List.of(DAYS);
  }

  /** {@link #TIMES} with an offset, say, behind each. */
  static String[] timesWith(String suffix) {
    return with(TIMES, suffix);
  }

  /** {@link #JULIAN_DAYS} with a time behind each. */
  static String[] julianDaysWith(String suffix) {
    return with(JULIAN_DAYS, suffix);
  }

  private static String[] with(String[] texts, String suffix) {
    return Arrays.stream(texts).map(text -> text + suffix).toArray(String[]::new);
  }
}
