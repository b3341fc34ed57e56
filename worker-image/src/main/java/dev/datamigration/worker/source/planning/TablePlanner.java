package dev.datamigration.worker.source.planning;

import dev.datamigration.model.config.PartitionGoal;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.QueryModifiers;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.SourceErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a table of any dialect: what the catalogue says, then columns, then ranges. */
public final class TablePlanner {
  private final Platform platform;
  private final TypeMap types;

  public TablePlanner(Platform platform, TypeMap types) {
    this.platform = platform;
    this.types = types;
  }

  /**
   * Plans one table.
   *
   * @param table effective: merged and validated
   * @param since what the last run of this source and target left; null if nothing is known
   */
  public TablePlan plan(
      TableConfiguration table,
      SyncState since,
      PlanningSession session,
      Cancellation cancellation) {
    TableFacts facts = session.describe(QualifiedNames.source(table.source(), platform));
    List<String> warnings = new ArrayList<>(facts.warnings());
    ColumnPlanning columns = new ColumnPlanning(platform, types);
    List<ColumnPlan> plans = columns.plan(facts, table, warnings);
    List<String> primaryKey =
        table.primaryKeyColumns() == null
            ? facts.primaryKey()
            : columns.resolve(facts, "primaryKeyColumns", table.primaryKeyColumns());
    List<String> given =
        table.columnNamesToPartitionBy() == null
            ? null
            : columns.resolve(facts, "columnNamesToPartitionBy", table.columnNamesToPartitionBy());
    cancellation.throwIfRequested();
    RowSelection all = selection(facts, table);
    if (all.condition() != null) {
      session.checkCondition(all);
    }
    SyncPlan sync =
        new SyncPlanning(columns, types, session)
            .plan(facts, table, plans, primaryKey, all, since, warnings);
    boolean incremental = sync != null && sync.incremental();
    // The catalogue speaks of all rows; a run that continues the last one reads few of them.
    TableFacts known = incremental ? facts.ofUnknownSize() : facts;
    RowSelection wanted = incremental ? all.only(sync.condition()) : all;
    Division division =
        divide(known, table, KeyChoice.of(facts, given, types), wanted, session, warnings);
    boolean whole = wanted.condition() == null;
    long rows = whole ? Math.max(division.rows(), 0) : 0;
    long bytes = whole ? Math.max(facts.bytes(), 0) : 0;
    return new TablePlan(
        facts.name(),
        plans,
        division.keyColumns(),
        primaryKey,
        numbered(division.ranges(), rows, bytes),
        rows,
        bytes,
        sync,
        warnings);
  }

  /** Ranges over key columns; rows as known afterwards, negative if not. */
  private record Division(List<String> keyColumns, List<KeyRange> ranges, long rows) {
    static Division none(long rows) {
      return new Division(List.of(), List.of(new KeyRange.WholeTable()), rows);
    }
  }

  private Division divide(
      TableFacts facts,
      TableConfiguration table,
      KeyChoice choice,
      RowSelection selection,
      PlanningSession session,
      List<String> warnings) {
    PartitionGoal goal = PartitionGoal.of(table);
    boolean countWorthwhile = !choice.columns().isEmpty() || (!facts.view() && !choice.declined());
    long rows = facts.rows();
    if (rows < 0 && countWorthwhile && PartitionSizing.needsRows(goal, facts.bytes())) {
      rows = session.count(selection);
    }
    PartitionSizing sizing = PartitionSizing.of(goal, rows, facts.bytes());
    if (choice.columns().isEmpty()) {
      return undivided(facts, choice, sizing, rows, warnings);
    }
    if (sizing.wanted() == 1) {
      return Division.none(rows);
    }
    if (sizing.wanted() == PartitionSizing.MOST_PARTITIONS) {
      warnings.add(
          facts.name().display()
              + " is divided into no more than "
              + PartitionSizing.MOST_PARTITIONS
              + " partitions, which are larger than asked for.");
    }
    List<KeyColumn> key =
        choice.columns().stream()
            .map(column -> KeyColumn.of(column, types.keyKind(column).orElseThrow()))
            .toList();
    List<List<KeyValue>> boundaries =
        boundaries(facts, table, key, sizing.wanted(), rows, selection, session);
    List<KeyColumn> used =
        key.subList(0, boundaries.isEmpty() ? key.size() : boundaries.get(0).size());
    List<KeyRange> ranges = KeyRanges.of(boundaries, used.stream().anyMatch(KeyColumn::nullable));
    return ranges.size() == 1
        ? Division.none(rows)
        : new Division(used.stream().map(KeyColumn::name).toList(), ranges, rows);
  }

  private static Division undivided(
      TableFacts facts,
      KeyChoice choice,
      PartitionSizing sizing,
      long rows,
      List<String> warnings) {
    if (choice.declined()) {
      warnings.add(
          "columnNamesToPartitionBy is empty: "
              + facts.name().display()
              + " is read as one partition, by one thread.");
    } else if (!facts.view() && sizing.required() > 1) {
      throw new DmwException(
          SourceErrorCode.NO_PARTITION_KEY,
          facts.name().display()
              + " needs "
              + sizing.required()
              + " partitions of the size asked for, and has neither a primary key nor an index to divide it by.",
          "It is not tried again. Name columns in columnNamesToPartitionBy, or write [] there to read it as one partition.");
    }
    return Division.none(rows);
  }

  private static List<List<KeyValue>> boundaries(
      TableFacts facts,
      TableConfiguration table,
      List<KeyColumn> key,
      int parts,
      long rows,
      RowSelection selection,
      PlanningSession session) {
    if (selection.condition() == null) {
      Optional<List<List<KeyValue>>> known = session.boundariesFromStatistics(facts, key, parts);
      if (known.isPresent()) {
        return known.get();
      }
    }
    long threshold =
        table.samplingThresholdRows() == null
            ? TableConfiguration.DEFAULT_SAMPLING_THRESHOLD_ROWS
            : table.samplingThresholdRows();
    long sample =
        table.samplingTargetRows() == null
            ? TableConfiguration.DEFAULT_SAMPLING_TARGET_ROWS
            : table.samplingTargetRows();
    if (!facts.view() && rows > threshold && sample < rows) {
      List<List<KeyValue>> sampled =
          session.boundariesFromSample(selection, key, parts, (double) sample / rows);
      if (!sampled.isEmpty()) {
        return sampled;
      }
    }
    return session.boundariesFromScan(selection, key, parts);
  }

  private static RowSelection selection(TableFacts facts, TableConfiguration table) {
    QueryModifiers modifiers = table.queryModifiers();
    return new RowSelection(
        facts.name(),
        table.whereClauseCriteria(),
        modifiers == null ? null : modifiers.objectModifier(),
        modifiers == null ? null : modifiers.selectModifier());
  }

  private static List<Partition> numbered(List<KeyRange> ranges, long rows, long bytes) {
    List<Partition> partitions = new ArrayList<>();
    for (KeyRange range : ranges) {
      partitions.add(
          new Partition(partitions.size() + 1, range, rows / ranges.size(), bytes / ranges.size()));
    }
    return partitions;
  }
}
