package dev.datamigration.local.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySlicesTest {
  @Test
  void slicesAreHalfOpenAndTakeNullsAndWhatLiesOutside() {
    assertThat(KeySlices.of("K", BigInteger.ONE, BigInteger.valueOf(10), 3))
        .containsExactly("K < 4", "K >= 4 AND K < 7", "K >= 7 OR K IS NULL");
  }

  @Test
  void aSingleSliceNeedsNoCondition() {
    assertThat(KeySlices.of("K", BigInteger.ONE, BigInteger.TEN, 1)).isEqualTo(List.of("TRUE"));
    assertThat(KeySlices.of("K", BigInteger.ONE, BigInteger.ONE, 5)).isEqualTo(List.of("TRUE"));
  }

  @Test
  void moreSlicesThanKeysMakeNoEmptyOne() {
    assertThat(KeySlices.of("K", BigInteger.ZERO, BigInteger.TWO, 100))
        .containsExactly("K < 1", "K >= 1 AND K < 2", "K >= 2 OR K IS NULL");
  }
}
