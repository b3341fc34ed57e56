package dev.datamigration.local.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnPairsTest {
  @Test
  void exactNamesComeFirstThenNamesWhateverTheirCase() {
    assertThat(ColumnPairs.partners(List.of("Key", "key", "b"), List.of("B", "Key", "KEY")))
        .containsExactly("Key", "KEY", "B");
  }

  @Test
  void aColumnWithoutAPartnerIsAnError() {
    assertThatThrownBy(() -> ColumnPairs.partners(List.of("a", "b"), List.of("A")))
        .hasMessageContaining("\"b\" has 0 partners");
    assertThatThrownBy(() -> ColumnPairs.partners(List.of("a"), List.of("A", "B")))
        .hasMessageContaining("[B]");
    assertThatThrownBy(() -> ColumnPairs.partners(List.of("ab"), List.of("Ab", "AB")))
        .hasMessageContaining("2 partners");
  }
}
