package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.RowSelection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Boundaries by ranking the rows' keys at the source. The source orders and counts; only the
 * boundaries come back.
 */
public final class BoundaryQueries {
  private final LimitedStatements statements;
  private final SelectSyntax syntax;
  private final RowsSql sql;

  public BoundaryQueries(LimitedStatements statements, SelectSyntax syntax) {
    this.statements = statements;
    this.syntax = syntax;
    this.sql = new RowsSql(syntax);
  }

  /** Fails if the rows' condition is none by itself; returns the rows that gives: none. */
  public int checkCondition(RowSelection rows) throws SQLException {
    return statements.query(sql.conditionCheck(rows), row -> row.getInt(1)).size();
  }

  /** The number of rows. */
  public long count(RowSelection rows) throws SQLException {
    List<Long> counts =
        statements.query(sql.select(rows, syntax.count(), "", List.of()), row -> row.getLong(1));
    return counts.get(0);
  }

  /**
   * The largest value of a column.
   *
   * @return empty if no row has one
   */
  public Optional<KeyValue> largest(RowSelection rows, KeyColumn column) throws SQLException {
    String maximum = "max(" + syntax.quote(column.name()) + ")";
    List<Optional<KeyValue>> found =
        statements.query(
            sql.select(rows, maximum, "", List.of()),
            row -> {
              String text = row.getString(1);
              Optional<KeyValue> value = KeyReading.value(row, 1, column.kind());
              if (text != null && value.isEmpty()) {
                throw new DmwException(
                    SourceErrorCode.UNUSABLE_WATERMARK,
                    "The largest value of \""
                        + column.name()
                        + "\" in "
                        + rows.table().display()
                        + " is "
                        + text
                        + ", above which nothing can come.",
                    "It is not tried again. Correct the row, or leave it out with whereClauseCriteria.");
              }
              return value;
            });
    return found.get(0);
  }

  /**
   * The first key of every part but the first, when rows are divided into parts of equal size.
   *
   * @param tableSuffix put after the table's name, for example a sample clause; may be empty
   * @param sampleCondition a condition that samples; may be empty
   */
  public List<List<KeyValue>> boundaries(
      RowSelection rows, List<KeyColumn> key, int parts, String tableSuffix, String sampleCondition)
      throws SQLException {
    List<String> columns = syntax.quote(key.stream().map(KeyColumn::name).toList());
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      aliases.add("k" + i);
    }
    String order = String.join(", ", columns);
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      list.append(columns.get(i)).append(" AS ").append(aliases.get(i)).append(", ");
    }
    list.append("row_number() OVER (ORDER BY ").append(order).append(") - 1 AS dmw_rank, ");
    list.append(syntax.count() + " OVER () AS dmw_rows");
    String ranked =
        sql.select(
            rows,
            list.toString(),
            tableSuffix,
            List.of(KeyConditions.notNull(columns), sampleCondition));
    // Row r belongs to part r * parts / rows; a product stays far below 64 bits.
    String part = "dmw_rank * " + parts + " / dmw_rows";
    String partBefore = "(dmw_rank - 1) * " + parts + " / dmw_rows";
    String cuts =
        "SELECT "
            + String.join(", ", aliases)
            + " FROM ("
            + ranked
            + ") AS ranked WHERE dmw_rank > 0 AND "
            + part
            + " <> "
            + partBefore
            + " ORDER BY dmw_rank";
    List<List<KeyValue>> boundaries = new ArrayList<>();
    statements
        .query(cuts, (ResultSet row) -> KeyReading.key(row, key))
        .forEach(read -> read.ifPresent(boundaries::add));
    return boundaries;
  }
}
