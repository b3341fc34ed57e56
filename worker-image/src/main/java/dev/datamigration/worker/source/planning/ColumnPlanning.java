package dev.datamigration.worker.source.planning;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.naming.ColumnReferences;
import dev.datamigration.model.naming.TargetColumnNames;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.source.SourceErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns of a table are migrated, as what. A pure decision. */
final class ColumnPlanning {
  private final Platform platform;
  private final TypeMap types;

  ColumnPlanning(Platform platform, TypeMap types) {
    this.platform = platform;
    this.types = types;
  }

  /**
   * The columns that are migrated.
   *
   * @param warnings is added to
   */
  List<ColumnPlan> plan(TableFacts facts, TableConfiguration table, List<String> warnings) {
    Set<String> excluded =
        new HashSet<>(resolve(facts, "excludeSourceColumns", table.excludeSourceColumns()));
    List<SourceColumn> taken =
        facts.columns().stream().filter(column -> !excluded.contains(column.name())).toList();
    if (taken.isEmpty()) {
      throw new DmwException(
          SourceErrorCode.NO_COLUMNS,
          facts.name().display()
              + (facts.columns().isEmpty()
                  ? " has no columns."
                  : " has no column that excludeSourceColumns leaves."),
          "It is not tried again. Leave the table out of the workflow, or exclude fewer columns.");
    }
    Map<String, String> targetNames =
        TargetColumnNames.assign(
            platform, taken.stream().map(SourceColumn::name).toList(), table.columnNameMappings());
    ColumnTyping typing =
        new ColumnTyping(facts.name().display(), types, table.columnTypeMappings());
    List<ColumnPlan> plans = new ArrayList<>();
    for (SourceColumn column : taken) {
      MappedType type = typing.of(column);
      if (type.warning() != null) {
        warnings.add(
            "Column \""
                + column.name()
                + "\" ("
                + column.declaredType()
                + ") "
                + type.warning()
                + ".");
      }
      plans.add(
          new ColumnPlan(
              "c" + (plans.size() + 1),
              column.name(),
              column.declaredType(),
              targetNames.get(column.name()),
              type.targetType(),
              column.nullable(),
              type.encoding(),
              type.precision(),
              type.scale()));
    }
    return plans;
  }

  /** The exact names of columns that a field of the configuration names. */
  List<String> resolve(TableFacts facts, String field, List<String> written) {
    return written == null
        ? List.of()
        : written.stream()
            .map(
                name ->
                    ColumnReferences.find(platform, facts.columnNames(), name)
                        .orElseThrow(() -> missing(facts, field, name)))
            .toList();
  }

  private static DmwException missing(TableFacts facts, String field, String name) {
    return new DmwException(
        SourceErrorCode.COLUMN_MISSING,
        field
            + " names the column "
            + name
            + ", which "
            + facts.name().display()
            + " does not have; it has "
            + facts.columnNames()
            + ".",
        "It is not tried again. Correct the name; names that are not all lower-case need double quotes at some sources.");
  }
}
