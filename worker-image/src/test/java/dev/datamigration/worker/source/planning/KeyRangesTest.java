package dev.datamigration.worker.source.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyRange.Between;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.KeyValue.IntegerKey;
import dev.datamigration.model.plan.KeyValue.TextKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangesTest {
  private static List<KeyValue> key(long value) {
    return List.of(new IntegerKey(value));
  }

  @Test
  void theFirstRangeIsOpenBelowAndTheLastAbove() {
    assertThat(KeyRanges.of(List.of(key(1), key(5)), false))
        .containsExactly(
            new Between(List.of(), key(1)),
            new Between(key(1), key(5)),
            new Between(key(5), List.of()));
  }

  @Test
  void nullKeysHaveARangeOfTheirOwn() {
    assertThat(KeyRanges.of(List.of(key(1)), true)).last().isEqualTo(new KeyRange.NullKeys());
  }

  @Test
  void withoutABoundaryTheTableIsOneRange() {
    assertThat(KeyRanges.of(List.of(), false)).containsExactly(new KeyRange.WholeTable());
    assertThat(KeyRanges.of(List.of(), true))
        .containsExactly(new Between(List.of(), List.of()), new KeyRange.NullKeys());
  }

  @Test
  void boundariesThatRepeatOrGoBackMakeNoRange() {
    assertThat(KeyRanges.of(List.of(key(5), key(5), key(3), key(7)), false))
        .containsExactly(
            new Between(List.of(), key(5)),
            new Between(key(5), key(7)),
            new Between(key(7), List.of()));
  }

  @Test
  void theOrderOfTextIsTheSources() {
    List<KeyValue> small = List.of(new TextKey("a"));
    List<KeyValue> capital = List.of(new TextKey("B"));
    assertThat(KeyRanges.of(List.of(small, capital), false)).hasSize(3);
  }

  @Test
  void compositeKeysAreComparedLexicographically() {
    List<KeyValue> first = List.of(new IntegerKey(1), new IntegerKey(9));
    List<KeyValue> second = List.of(new IntegerKey(2), new IntegerKey(0));
    List<KeyValue> back = List.of(new IntegerKey(2), new IntegerKey(-1));
    assertThat(KeyRanges.of(List.of(first, second, back), false)).hasSize(3);
  }
}
