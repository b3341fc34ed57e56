package dev.datamigration.model.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Which rows of a table a partition holds. The ranges of a table are disjoint and cover every row
 * it can have, rows inserted after the analysis included.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = KeyRange.WholeTable.class, name = "wholeTable"),
  @JsonSubTypes.Type(value = KeyRange.NullKeys.class, name = "nullKeys"),
  @JsonSubTypes.Type(value = KeyRange.Between.class, name = "between")
})
public sealed interface KeyRange {
  /** Every row. */
  record WholeTable() implements KeyRange {}

  /** The rows in which at least one key column is NULL. */
  record NullKeys() implements KeyRange {}

  /**
   * The rows whose key columns are all not NULL and lie, compared lexicographically in the source's
   * order, at or above {@code lower} and below {@code upper}.
   *
   * @param lower one value a key column, inclusive; empty: no lower bound
   * @param upper one value a key column, exclusive; empty: no upper bound
   */
  record Between(List<KeyValue> lower, List<KeyValue> upper) implements KeyRange {
    public Between {
      lower = List.copyOf(lower);
      upper = List.copyOf(upper);
    }
  }
}
