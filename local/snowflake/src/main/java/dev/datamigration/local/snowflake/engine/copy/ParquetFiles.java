package dev.datamigration.local.snowflake.engine.copy;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.engine.translate.StagedColumn;
import dev.datamigration.local.snowflake.stage.StagedFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What staged Parquet files hold, read from their footers. */
final class ParquetFiles {
  private final SessionConnection connection;

  ParquetFiles(SessionConnection connection) {
    this.connection = connection;
  }

  /** The number of rows of each file, by its path in the stage. */
  Map<String, Long> rowCounts(List<StagedFile> files) throws SQLException {
    Map<String, String> stagePaths = new HashMap<>();
    files.forEach(file -> stagePaths.put(file.file().toString(), file.path()));
    return connection.query(
        "SELECT file_name, num_rows FROM parquet_file_metadata(" + list(files) + ")",
        List.of(),
        rows -> {
          Map<String, Long> counts = new HashMap<>();
          while (rows.next()) {
            counts.put(stagePaths.get(rows.getString(1)), rows.getLong(2));
          }
          return counts;
        });
  }

  /** The files, together with those of the same columns. */
  List<FileGroup> groups(List<StagedFile> files) throws SQLException {
    Map<String, StringBuilder> schemas =
        connection.query(
            "SELECT file_name, name, type, logical_type, precision, scale, converted_type, num_children FROM parquet_schema("
                + list(files)
                + ")",
            List.of(),
            rows -> {
              Map<String, StringBuilder> read = new HashMap<>();
              while (rows.next()) {
                StringBuilder schema =
                    read.computeIfAbsent(rows.getString(1), name -> new StringBuilder());
                for (int i = 2; i <= 8; i++) {
                  schema.append(rows.getString(i)).append('\u0001');
                }
              }
              return read;
            });
    Map<String, List<StagedFile>> bySchema = new LinkedHashMap<>();
    for (StagedFile file : files) {
      StringBuilder schema = schemas.get(file.file().toString());
      if (schema == null) {
        throw unreadable(file, "it has no schema", null);
      }
      bySchema.computeIfAbsent(schema.toString(), text -> new ArrayList<>()).add(file);
    }
    List<FileGroup> groups = new ArrayList<>();
    for (List<StagedFile> group : bySchema.values()) {
      groups.add(group(group));
    }
    return groups;
  }

  private FileGroup group(List<StagedFile> files) throws SQLException {
    List<StagedColumn> columns = new ArrayList<>();
    connection.query(
        "DESCRIBE SELECT * FROM " + scan(files.subList(0, 1)),
        List.of(),
        rows -> {
          while (rows.next()) {
            String physical = "f.p" + (columns.size() + 1);
            ParquetColumns.Converted converted =
                ParquetColumns.convert(physical, rows.getString(2));
            columns.add(new StagedColumn(rows.getString(1), converted.sql(), converted.type()));
          }
          return null;
        });
    String names =
        java.util.stream.IntStream.rangeClosed(1, columns.size())
            .mapToObj(i -> "p" + i)
            .collect(Collectors.joining(", "));
    return new FileGroup(files, columns, scan(files) + " AS f(" + names + ")");
  }

  private static String scan(List<StagedFile> files) {
    return "read_parquet(" + list(files) + ", hive_partitioning = false, binary_as_string = false)";
  }

  private static String list(List<StagedFile> files) {
    return files.stream().map(ParquetFiles::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String literal(StagedFile file) {
    String path = file.file().toString();
    if (path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[')) {
      throw SqlErrors.unsupported("COPY INTO of a file whose name has *, ? or [: " + file.path());
    }
    return "'" + path.replace("'", "''") + "'";
  }

  static SqlError unreadable(StagedFile file, String why, Throwable cause) {
    return new SqlError(
        100184,
        "22000",
        "Error parsing the parquet file: " + why + "\n  File '" + file.path() + "'",
        cause);
  }
}
