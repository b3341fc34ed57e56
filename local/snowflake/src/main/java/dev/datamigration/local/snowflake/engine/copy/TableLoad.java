package dev.datamigration.local.snowflake.engine.copy;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.engine.transaction.SessionTransaction;
import dev.datamigration.local.snowflake.engine.transaction.TableChange;
import dev.datamigration.local.snowflake.engine.translate.CopyTranslator;
import dev.datamigration.local.snowflake.engine.translate.DmlStatement;
import dev.datamigration.local.snowflake.engine.translate.Translation;
import dev.datamigration.local.snowflake.stage.StageArea;
import dev.datamigration.local.snowflake.stage.StageLocation;
import dev.datamigration.local.snowflake.stage.StagedFile;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Runs COPY INTO a table: docs.snowflake.com/en/sql-reference/sql/copy-into-table. */
public final class TableLoad {
  private final StageArea stages;
  private final SessionConnection connection;
  private final SessionTransaction transaction;
  private final LoadMemory memory;

  public TableLoad(
      StageArea stages, SessionConnection connection, SessionTransaction transaction, Clock clock) {
    this.stages = stages;
    this.connection = connection;
    this.transaction = transaction;
    this.memory = new LoadMemory(clock);
  }

  /**
   * Loads what is not loaded yet, or everything under FORCE.
   *
   * @param location where the files lie
   * @param translation makes a new translation for each group of files
   * @return a row for each file loaded
   */
  public List<FileResult> load(
      Statement.Copy copy,
      Table table,
      Catalog catalog,
      StageLocation location,
      Supplier<Translation> translation)
      throws SQLException {
    transaction.beforeRead(Set.of());
    List<Tagged> files = wanted(copy, table, find(copy, location));
    if (files.isEmpty()) {
      return List.of();
    }
    List<StagedFile> staged = files.stream().map(Tagged::file).toList();
    ParquetFiles parquet = new ParquetFiles(connection);
    List<DmlStatement> inserts = new ArrayList<>();
    Map<String, Long> rows;
    try {
      for (FileGroup group : parquet.groups(staged)) {
        inserts.add(
            CopyTranslator.translate(
                copy, table, group.columns(), group.source(), translation.get()));
      }
      rows = parquet.rowCounts(staged);
    } catch (SQLException e) {
      throw ParquetFiles.unreadable(staged.get(0), String.valueOf(e.getMessage()), e);
    }
    transaction.write(
        new TableChange(
            table.id(),
            catalog.fullName(table),
            false,
            true,
            Set.of(),
            null,
            session -> run(session, table, inserts, files)));
    if (copy.purge()) {
      stages.remove(staged);
    }
    return staged.stream()
        .map(file -> new FileResult(file.path(), rows.getOrDefault(file.path(), 0L)))
        .toList();
  }

  private record Tagged(StagedFile file, String tag) {}

  private List<StagedFile> find(Statement.Copy copy, StageLocation location) {
    if (copy.files() == null) {
      return stages.list(location.stage(), location.path());
    }
    List<StagedFile> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : copy.files()) {
      String path = location.path() + name;
      if (seen.add(path)) {
        found.add(
            stages.list(location.stage(), path).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> missing(path)));
      }
    }
    return found;
  }

  private static SqlError missing(String path) {
    return new SqlError(
        91016,
        "22000",
        "Remote file '"
            + path
            + "' was not found. If you are running a copy command, please make sure files are not deleted when they are being loaded or files are not being loaded into two different tables concurrently with auto purge option.");
  }

  private List<Tagged> wanted(Statement.Copy copy, Table table, List<StagedFile> files)
      throws SQLException {
    Set<String> remembered = copy.force() ? Set.of() : memory.remembered(connection, table.id());
    List<Tagged> wanted = new ArrayList<>();
    for (StagedFile file : files) {
      String tag = stages.md5(file);
      if (!remembered.contains(LoadMemory.key(file.path(), tag))) {
        wanted.add(new Tagged(file, tag));
      }
    }
    return wanted;
  }

  private List<Long> run(
      SessionConnection session, Table table, List<DmlStatement> inserts, List<Tagged> files)
      throws SQLException {
    List<Long> counts = new ArrayList<>();
    for (DmlStatement insert : inserts) {
      counts.add(session.update(insert.sql(), insert.parameters()));
    }
    for (Tagged file : files) {
      memory.remember(session, table.id(), file.file(), file.tag());
    }
    return counts;
  }
}
