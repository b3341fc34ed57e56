package dev.datamigration.local.cluster.table;

/** Durations as kubectl shows them: at most two units, coarser with age. */
final class HumanDuration {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private HumanDuration() {}

  static String of(long seconds) {
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    if (seconds < 10 * MINUTE) {
      return two(seconds, MINUTE, "m", 1, "s");
    }
    if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < 8 * HOUR) {
      return two(seconds, HOUR, "h", MINUTE, "m");
    }
    if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    }
    if (seconds < 8 * DAY) {
      return two(seconds, DAY, "d", HOUR, "h");
    }
    return seconds < 2 * YEAR ? seconds / DAY + "d" : two(seconds, YEAR, "y", DAY, "d");
  }

  private static String two(long seconds, long unit, String name, long part, String partName) {
    long rest = seconds % unit / part;
    return seconds / unit + name + (rest == 0 ? "" : rest + partName);
  }
}
