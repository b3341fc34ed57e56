package dev.datamigration.worker.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.KeyValue.IntegerKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyConditionsTest {
  private static final List<String> COLUMNS = List.of("\"a\"", "\"b\"");

  private static String of(KeyRange range) {
    return KeyConditions.of(range, COLUMNS, (column, value) -> KeyText.of(value));
  }

  private static List<KeyValue> key(long a, long b) {
    return List.of(new IntegerKey(a), new IntegerKey(b));
  }

  @Test
  void boundsAreLexicographicAndLetTheSourceSkip() {
    assertThat(of(new KeyRange.Between(key(1, 2), key(3, 4))))
        .isEqualTo(
            "(\"a\" IS NOT NULL AND \"b\" IS NOT NULL"
                + " AND (\"a\" >= 1 AND (\"a\" > 1 OR \"b\" >= 2))"
                + " AND (\"a\" <= 3 AND (\"a\" < 3 OR \"b\" < 4)))");
  }

  @Test
  void openRangesStillLeaveNullKeysToTheirOwnRange() {
    assertThat(of(new KeyRange.Between(List.of(), List.of())))
        .isEqualTo("(\"a\" IS NOT NULL AND \"b\" IS NOT NULL)");
    assertThat(of(new KeyRange.NullKeys())).isEqualTo("(\"a\" IS NULL OR \"b\" IS NULL)");
    assertThat(of(new KeyRange.WholeTable())).isEmpty();
  }
}
