package dev.datamigration.worker.source.testing;

import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Plans and extracts tables through a {@link Source}, and reads the files with DuckDB. */
public record Migration(Source source, Path folder) {
  /** Rows as text, column by column; NULL is null. */
  public record Rows(List<List<String>> rows, ExtractedTotals totals, List<Long> fileRows) {}

  public static TableConfigurationBuilder table(String schema, String table) {
    return TableConfiguration.builder()
        .source(new SourceTable("postgres", schema, table))
        .target(new TargetTable("LAKE", "PUBLIC", "T", null));
  }

  public TablePlan plan(TableConfigurationBuilder table) {
    return plan(table, null);
  }

  /** A plan that begins where an earlier run ended. */
  public TablePlan plan(TableConfigurationBuilder table, SyncState since) {
    return source.plan(table.build(), since, new Cancellation());
  }

  /** All partitions' rows. */
  public Rows read(TablePlan plan) {
    return read(plan, plan.partitions(), null);
  }

  /** Some partitions' rows. */
  public Rows read(TablePlan plan, List<Partition> partitions, String whereClause) {
    TableExtraction extraction =
        new TableExtraction(
            plan.source(), plan.columns(), plan.keyColumns(), whereClause, null, null);
    List<List<String>> rows = new ArrayList<>();
    List<Long> fileRows = new ArrayList<>();
    long totalRows = 0;
    long totalBytes = 0;
    for (Partition partition : partitions) {
      ExtractedTotals totals =
          source.extract(
              extraction,
              partition,
              folder,
              (file, count) -> {
                List<List<String>> read = parquet(file, plan.columns());
                if (read.size() != count) {
                  throw new AssertionError(read.size() + " rows in a file said to have " + count);
                }
                rows.addAll(read);
                fileRows.add(count);
                delete(file);
              },
              (r, b) -> {},
              new Cancellation());
      totalRows += totals.rows();
      totalBytes += totals.bytes();
    }
    return new Rows(rows, new ExtractedTotals(totalRows, totalBytes), fileRows);
  }

  /** What is left in the folder. */
  public List<Path> leftOver() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's rows, read by DuckDB. */
  public static List<List<String>> parquet(Path file, List<ColumnPlan> columns) {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      String list =
          String.join(", ", columns.stream().map(c -> c.fileColumn() + "::VARCHAR").toList());
      try (ResultSet result =
          statement.executeQuery("SELECT " + list + " FROM read_parquet('" + file + "')")) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            row.add(result.getString(i + 1));
          }
          rows.add(row);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
