package dev.datamigration.worker.source.planning;

import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.worker.source.SourceErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows a run reads, given where the last one ended. A watermark moves from what the last run
 * read to the largest value there is now, but no further than where transactions that are still
 * open could add rows, if the source can tell.
 */
final class SyncPlanning {
  private static final Set<KeyKind> GROWING =
      EnumSet.of(
          KeyKind.INTEGER, KeyKind.DECIMAL, KeyKind.DATE, KeyKind.TIMESTAMP, KeyKind.INSTANT);

  private final ColumnPlanning columnNames;
  private final TypeMap types;
  private final PlanningSession session;

  SyncPlanning(ColumnPlanning columnNames, TypeMap types, PlanningSession session) {
    this.columnNames = columnNames;
    this.types = types;
    this.session = session;
  }

  /**
   * What to read and what to leave.
   *
   * @param primaryKey exact source names
   * @param since what the last run left; null if nothing is known
   * @param warnings is added to
   * @return null for strategy none
   */
  SyncPlan plan(
      TableFacts facts,
      TableConfiguration table,
      List<ColumnPlan> columns,
      List<String> primaryKey,
      RowSelection rows,
      SyncState since,
      List<String> warnings) {
    Synchronization wanted = table.synchronization();
    Strategy strategy = Synchronization.strategyOf(wanted);
    return switch (strategy) {
      case NONE -> null;
      case FULL_REPLACE ->
          new SyncPlan(
              false,
              rows.condition(),
              List.of(),
              new SyncState(
                  Strategy.FULL_REPLACE, shape(table, columns, primaryKey, List.of()), null, null));
      case WATERMARK -> {
        boolean merges = Boolean.TRUE.equals(wanted.trackModifications());
        List<String> mergeKeys = merges ? mergeKeys(facts, columns, primaryKey) : List.of();
        SourceColumn column = watermarkColumn(facts, wanted);
        // Runs that append leave several rows of a key, which one that merges cannot tell apart.
        List<String> reading = List.of(column.declaredType(), merges ? "merge" : "append");
        String shape = shape(table, columns, primaryKey, reading);
        yield watermark(facts, column, shape, mergeKeys, rows, since, warnings);
      }
      case CHECKSUM -> throw new IllegalArgumentException("checksum is refused by validation");
    };
  }

  private static List<String> mergeKeys(
      TableFacts facts, List<ColumnPlan> columns, List<String> primaryKey) {
    List<String> keys =
        columns.stream()
            .filter(column -> primaryKey.contains(column.sourceName()))
            .map(ColumnPlan::targetName)
            .toList();
    if (keys.isEmpty() || keys.size() < primaryKey.size()) {
      throw new DmwException(
          SourceErrorCode.NO_KEY_TO_TRACK,
          "trackModifications matches rows of "
              + facts.name().display()
              + " by their key, and "
              + (primaryKey.isEmpty()
                  ? "it has no primary key."
                  : "not all columns of " + primaryKey + " are migrated."),
          "It is not tried again. Name the columns that identify a row in primaryKeyColumns, and exclude none of them.");
    }
    return keys;
  }

  private SourceColumn watermarkColumn(TableFacts facts, Synchronization wanted) {
    return facts.column(
        columnNames
            .resolve(facts, "synchronization.watermarkColumn", List.of(wanted.watermarkColumn()))
            .get(0));
  }

  private SyncPlan watermark(
      TableFacts facts,
      SourceColumn column,
      String shape,
      List<String> mergeKeys,
      RowSelection rows,
      SyncState since,
      List<String> warnings) {
    KeyColumn key = growing(facts, column);
    boolean incremental = continues(since, shape, column, warnings, facts);
    Optional<KeyValue> settled = session.settledBound(column, warnings);
    Optional<KeyValue> largest = session.largest(rows, key);
    KeyValue from = incremental ? since.watermark() : null;
    KeyValue upTo = largest.map(value -> lower(value, settled)).orElse(null);
    if (from != null && (upTo == null || isBelow(upTo, from))) {
      upTo = from;
    }
    if (!incremental && column.nullable()) {
      warnings.add(
          "Rows of "
              + facts.name().display()
              + " whose watermark \""
              + column.name()
              + "\" is NULL are read by this run; later runs do not see such rows.");
    }
    return new SyncPlan(
        incremental,
        rows.and(condition(column, from, upTo, !mergeKeys.isEmpty())).condition(),
        mergeKeys,
        new SyncState(Strategy.WATERMARK, shape, column.name(), upTo));
  }

  private KeyColumn growing(TableFacts facts, SourceColumn column) {
    Optional<KeyKind> kind = types.keyKind(column);
    boolean usable =
        kind.isPresent() && (GROWING.contains(kind.get()) || session.isChangeCounter(column));
    if (!usable) {
      throw new DmwException(
          SourceErrorCode.UNUSABLE_WATERMARK,
          "Column \""
              + column.name()
              + "\" of "
              + facts.name().display()
              + ", whose type is "
              + column.declaredType()
              + ", cannot be a watermark.",
          "It is not tried again. Name a column of whole numbers, decimals, dates or timestamps, or a rowversion, that grows with every change.");
    }
    return KeyColumn.of(column, kind.get());
  }

  /**
   * Anything else than what the last run did would leave rows of it as they are no longer meant.
   */
  private static boolean continues(
      SyncState since, String shape, SourceColumn column, List<String> warnings, TableFacts facts) {
    if (since == null || since.strategy() != Strategy.WATERMARK || since.watermark() == null) {
      return false;
    }
    if (shape.equals(since.shape()) && column.name().equals(since.watermarkColumn())) {
      return true;
    }
    warnings.add(
        "Every row of "
            + facts.name().display()
            + " is read anew and replaces what the target holds: its columns, their types, its key, its condition, its watermark column or trackModifications are not those of the last run.");
    return false;
  }

  private static KeyValue lower(KeyValue largest, Optional<KeyValue> settled) {
    return settled.filter(bound -> isBelow(bound, largest)).orElse(largest);
  }

  private static boolean isBelow(KeyValue a, KeyValue b) {
    if (a instanceof KeyValue.BinaryKey first && b instanceof KeyValue.BinaryKey second) {
      return Arrays.compareUnsigned(first.value(), second.value()) < 0;
    }
    return !a.equals(b) && KeyOrder.notAbove(List.of(b), List.of(a));
  }

  /**
   * Rows that share the last run's watermark may have come after it: merging reads them again,
   * which appending must not.
   *
   * @param from null to read from the beginning
   * @param upTo null if there was no value yet: rows that come meanwhile are read, too
   */
  private String condition(SourceColumn column, KeyValue from, KeyValue upTo, boolean merges) {
    String name = session.quote(column.name());
    if (upTo == null) {
      return null;
    }
    String end = name + " <= " + session.literal(upTo, column);
    if (from == null) {
      return column.nullable() ? "(" + end + " OR " + name + " IS NULL)" : end;
    }
    return name + (merges ? " >= " : " > ") + session.literal(from, column) + " AND " + end;
  }

  /**
   * What rows of a run are like, as a fingerprint.
   *
   * @param reading what else decides which rows are read, and what they do to the target
   */
  private static String shape(
      TableConfiguration table,
      List<ColumnPlan> columns,
      List<String> primaryKey,
      List<String> reading) {
    String text =
        Stream.concat(
                Stream.of(
                    String.valueOf(table.whereClauseCriteria()),
                    String.join("\u0001", primaryKey),
                    String.join("\u0001", reading)),
                columns.stream()
                    .map(
                        column ->
                            String.join(
                                "\u0001",
                                column.sourceName(),
                                column.sourceType(),
                                column.targetName(),
                                column.targetType())))
            .collect(Collectors.joining("\u0000"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
