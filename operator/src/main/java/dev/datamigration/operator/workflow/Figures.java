package dev.datamigration.operator.workflow;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people, in at most six characters or so. */
final class Figures {
  private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P", "E"};
  private static final String[] BINARY = {"B", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

  private Figures() {}

  /** Such as {@code 12.4M}. */
  static String count(long number) {
    return scaled(number, 1000, THOUSANDS);
  }

  /** Such as {@code 1.2Gi}. */
  static String bytes(long number) {
    return scaled(number, 1024, BINARY);
  }

  /** Such as {@code 12m} or {@code 3h05m}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    return hours < 48
        ? String.format(Locale.ROOT, "%dh%02dm", hours, minutes % 60)
        : hours / 24 + "d";
  }

  private static String scaled(long number, int base, String[] units) {
    if (number < base) {
      return number + units[0];
    }
    double value = number;
    int unit = 0;
    // 999.95 would be shown as 1000.0.
    while (value >= base - 0.05 && unit < units.length - 1) {
      value /= base;
      unit++;
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f%s" : "%.0f%s", value, units[unit]);
  }
}
