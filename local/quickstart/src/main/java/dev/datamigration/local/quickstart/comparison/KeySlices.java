package dev.datamigration.local.quickstart.comparison;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Splits the range of a whole-number key into conditions that together take every row once. */
final class KeySlices {
  private KeySlices() {}

  /**
   * Half-open ranges, the first open below, the last open above and with the NULL keys.
   *
   * @param column the quoted column
   * @param least the least key at the source
   * @param greatest the greatest key at the source
   * @param slices at least 1
   */
  static List<String> of(String column, BigInteger least, BigInteger greatest, int slices) {
    List<BigInteger> bounds = new ArrayList<>();
    BigInteger width = greatest.subtract(least).add(BigInteger.ONE);
    for (int i = 1; i < slices; i++) {
      BigInteger bound =
          least.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(slices)));
      if (bound.compareTo(least) > 0 && !bounds.contains(bound)) {
        bounds.add(bound);
      }
    }
    if (bounds.isEmpty()) {
      return List.of("TRUE");
    }
    List<String> conditions = new ArrayList<>();
    conditions.add(column + " < " + bounds.get(0));
    for (int i = 1; i < bounds.size(); i++) {
      conditions.add(
          column + " >= " + bounds.get(i - 1) + " AND " + column + " < " + bounds.get(i));
    }
    conditions.add(column + " >= " + bounds.get(bounds.size() - 1) + " OR " + column + " IS NULL");
    return conditions;
  }
}
