package dev.datamigration.worker.source.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.planning.WeightedCuts.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedCutsTest {
  private static KeyValue key(long value) {
    return new KeyValue.IntegerKey(value);
  }

  private static List<Point> histogram(int buckets, double share) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(key(0), 0, 0));
    for (int i = 1; i <= buckets; i++) {
      points.add(new Point(key(i * 10L), share / buckets, 0));
    }
    return points;
  }

  @Test
  void aHistogramIsCutIntoEqualShares() {
    assertThat(WeightedCuts.cut(histogram(100, 1), 4))
        .contains(List.of(key(250), key(500), key(750)));
    assertThat(WeightedCuts.cut(histogram(100, 1), 1)).contains(List.of());
    assertThat(WeightedCuts.cut(histogram(100, 1), 100).orElseThrow()).hasSize(99);
  }

  @Test
  void moreSharesThanAHistogramKnowsAreNotGuessed() {
    assertThat(WeightedCuts.cut(histogram(100, 1), 1000)).isEmpty();
  }

  @Test
  void aValueThatManyRowsShareDoesNotMakeTheStatisticsUseless() {
    List<Point> points = histogram(10, 0.2);
    points.add(6, new Point(key(51), 0, 0.8));
    assertThat(WeightedCuts.cut(points, 10)).contains(List.of(key(50), key(60)));
  }

  @Test
  void aValueThatCannotBeABoundaryIsPassedOver() {
    List<Point> points = histogram(4, 1);
    points.set(2, new Point(null, 0.25, 0));
    assertThat(WeightedCuts.cut(points, 2)).contains(List.of(key(30)));
  }
}
