package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Boundaries from column statistics. A pure decision. */
public final class WeightedCuts {
  /** A partition may hold this many times its fair share before the statistics are too coarse. */
  private static final double TOLERANCE = 2.0;

  /** Sums of shares miss a whole one by a rounding error. */
  private static final double NEARLY = 0.999;

  private WeightedCuts() {}

  /**
   * What statistics say of one value.
   *
   * @param key the value; null if it is not one that can be a boundary
   * @param below the share of rows between the previous value and this one, neither included
   * @param at the share of rows that have this very value
   */
  public record Point(KeyValue key, double below, double at) {}

  /**
   * Boundaries that divide the rows into about {@code parts} equal shares.
   *
   * @param points ascending in the source's order
   * @return empty if the statistics are too coarse for that many parts; rows that share one value
   *     cannot be divided and do not count
   */
  public static Optional<List<KeyValue>> cut(List<Point> points, int parts) {
    double share = 1.0 / parts;
    List<KeyValue> boundaries = new ArrayList<>();
    double passed = 0;
    double started = 0;
    double heaviest = 0;
    double widest = 0;
    KeyValue previous = null;
    for (Point point : points) {
      passed += point.below();
      double held = passed - started;
      boolean enough = held >= share * NEARLY || held + point.at() > share * TOLERANCE;
      KeyValue key = point.key();
      if (key != null
          && held > 0
          && enough
          && boundaries.size() < parts - 1
          && !key.equals(previous)) {
        boundaries.add(key);
        widest = Math.max(widest, held - heaviest);
        started = passed;
        heaviest = 0;
        previous = key;
      }
      passed += point.at();
      heaviest = Math.max(heaviest, point.at());
    }
    widest = Math.max(widest, Math.max(passed, 1.0) - started - heaviest);
    return widest <= share * TOLERANCE ? Optional.of(boundaries) : Optional.empty();
  }
}
