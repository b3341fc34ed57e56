package dev.datamigration.worker.source.planning;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import java.util.List;

/**
 * By which columns a table is divided. A pure decision.
 *
 * @param columns in order; empty: the table cannot or shall not be divided
 * @param declined whether the user asked for one partition
 */
record KeyChoice(List<SourceColumn> columns, boolean declined) {
  /**
   * The columns given, or else the best ones found.
   *
   * @param given exact names; null if the user named none
   * @param types says which types can divide
   */
  static KeyChoice of(TableFacts facts, List<String> given, TypeMap types) {
    if (given != null) {
      List<SourceColumn> columns = given.stream().map(facts::column).toList();
      for (SourceColumn column : columns) {
        if (types.keyKind(column).isEmpty()) {
          throw new DmwException(
              SourceErrorCode.UNUSABLE_PARTITION_KEY,
              "columnNamesToPartitionBy names column \""
                  + column.name()
                  + "\" of "
                  + facts.name().display()
                  + ", whose type "
                  + column.declaredType()
                  + " cannot divide a table into ranges.",
              "It is not tried again. Name columns of numbers, text, dates, times, uuid or bytes, or write [] for one partition.");
        }
      }
      return new KeyChoice(columns, given.isEmpty());
    }
    if (facts.view()) {
      return new KeyChoice(List.of(), false);
    }
    return facts.divisors().stream()
        .map(names -> names.stream().map(facts::column).toList())
        .filter(
            columns ->
                !columns.isEmpty()
                    && columns.stream().allMatch(column -> types.keyKind(column).isPresent()))
        .findFirst()
        .map(columns -> new KeyChoice(columns, false))
        .orElse(new KeyChoice(List.of(), false));
  }

  List<String> names() {
    return columns.stream().map(SourceColumn::name).toList();
  }
}
