package dev.datamigration.local.quickstart.comparison;

import java.io.IOException;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Compares tables of a source with tables in Snowflake. Both are read in full, at the same time,
 * and reduced to a multiset hash; only when these differ are the rows compared key by key. The
 * result is exact as long as nobody writes to either table meanwhile. Thread-safe: each comparison
 * has its own connections.
 */
public final class TableComparison {
  private static final long ROWS_PER_SLICE = 100_000;

  private final ConnectionSource source;
  private final SourceTexts texts;
  private final ConnectionSource target;
  private final Path folder;

  /**
   * @param source connections of the source's own driver
   * @param texts how that driver's values are read
   * @param target connections of the Snowflake driver, as {@link SnowflakeTexts} sets them up
   * @param folder for spilled hashes; must exist
   */
  public TableComparison(
      ConnectionSource source, SourceTexts texts, ConnectionSource target, Path folder) {
    this.source = source;
    this.texts = texts;
    this.target = target;
    this.folder = folder;
  }

  /**
   * Compares one table.
   *
   * @throws IllegalStateException when the columns of the two do not match by name
   */
  public ComparisonResult compare(ComparedTable table) throws SQLException, IOException {
    try (Connection sourceConnection = source.open();
        Connection targetConnection = target.open()) {
      texts.setUp(sourceConnection);
      ColumnPairs columns = columns(table, sourceConnection, targetConnection);
      TableRows sourceRows =
          new JdbcTableRows(
              sourceConnection,
              table.source(),
              columns.sourceExpressions(),
              columns.kinds(),
              List.of("TRUE"));
      TableRows targetRows =
          new JdbcTableRows(
              targetConnection,
              table.target(),
              columns.targetExpressions(),
              columns.kinds(),
              slices(table, columns, sourceConnection));
      return compare(sourceRows, targetRows, columns.sourceNames(), columns.indexes(table.key()));
    }
  }

  private ComparisonResult compare(
      TableRows sourceRows, TableRows targetRows, List<String> names, int[] key)
      throws SQLException, IOException {
    CompletableFuture<MultisetHash> targetSide =
        CompletableFuture.supplyAsync(() -> hash(targetRows, names.size()));
    MultisetHash sourceHash = MultisetHash.of(sourceRows, names.size());
    MultisetHash targetHash = join(targetSide);
    if (sourceHash.equals(targetHash)) {
      return result(sourceHash, targetHash, 0, 0, 0, List.of());
    }
    KeyDifferences differences =
        KeyDifferences.of(sourceRows, targetRows, names.size(), key, folder);
    return result(
        sourceHash,
        targetHash,
        differences.lost(),
        differences.doubled(),
        differences.different(),
        examples(differences, sourceRows, targetRows, names, key));
  }

  private static ComparisonResult result(
      MultisetHash source,
      MultisetHash target,
      long lost,
      long doubled,
      long different,
      List<String> examples) {
    return new ComparisonResult(
        source.rows(),
        target.rows(),
        source.sum().toString(),
        target.sum().toString(),
        lost,
        doubled,
        different,
        examples);
  }

  private static MultisetHash hash(TableRows rows, int columns) {
    try {
      return MultisetHash.of(rows, columns);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static MultisetHash join(CompletableFuture<MultisetHash> side) throws SQLException {
    try {
      return side.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private ColumnPairs columns(ComparedTable table, Connection source, Connection target)
      throws SQLException {
    try (Statement sourceStatement = source.createStatement();
        Statement targetStatement = target.createStatement();
        ResultSet sourceColumns =
            sourceStatement.executeQuery("SELECT * FROM " + table.source() + " WHERE 1 = 0");
        ResultSet targetColumns =
            targetStatement.executeQuery("SELECT * FROM " + table.target() + " WHERE 1 = 0")) {
      return ColumnPairs.of(sourceColumns.getMetaData(), targetColumns.getMetaData(), texts);
    }
  }

  private static List<String> slices(ComparedTable table, ColumnPairs columns, Connection source)
      throws SQLException {
    if (table.key().isEmpty()) {
      return List.of("TRUE");
    }
    int first = columns.indexes(table.key())[0];
    if (columns.kinds().get(first) != ValueKind.NUMBER) {
      return List.of("TRUE");
    }
    String key = JdbcTableRows.quoted(table.key().get(0));
    try (Statement statement = source.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), min(" + key + "), max(" + key + ") FROM " + table.source())) {
      row.next();
      long rows = row.getLong(1);
      if (rows <= ROWS_PER_SLICE || row.getBigDecimal(2) == null) {
        return List.of("TRUE");
      }
      BigInteger least = row.getBigDecimal(2).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
      BigInteger greatest =
          row.getBigDecimal(3).setScale(0, RoundingMode.CEILING).toBigIntegerExact();
      return KeySlices.of(
          JdbcTableRows.quoted(columns.targetNames().get(first)),
          least,
          greatest,
          Math.toIntExact((rows + ROWS_PER_SLICE - 1) / ROWS_PER_SLICE));
    }
  }

  /** Reads once more to put names to the hashes of the differing keys. */
  private static List<String> examples(
      KeyDifferences differences,
      TableRows sourceRows,
      TableRows targetRows,
      List<String> names,
      int[] key)
      throws SQLException {
    int[] effectiveKey = key.length == 0 ? IntStream.range(0, names.size()).toArray() : key;
    Map<Hash128, String> unnamed = differences.examples();
    List<String> sentences = new ArrayList<>();
    RowHasher hasher = new RowHasher();
    TableRows.Visitor naming =
        row -> {
          String finding = unnamed.remove(hasher.hash(row, effectiveKey));
          if (finding != null) {
            sentences.add(describe(row, names, effectiveKey) + ": " + finding);
          }
        };
    sourceRows.read(naming);
    targetRows.read(naming);
    return sentences;
  }

  private static String describe(String[] row, List<String> names, int[] key) {
    List<String> parts = new ArrayList<>();
    for (int index : key) {
      parts.add(names.get(index) + "=" + row[index]);
    }
    return String.join(", ", parts);
  }
}
