package dev.datamigration.local.quickstart;

import dev.datamigration.local.source.TpchTables;
import dev.datamigration.local.stack.SourceDatabase;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackErrorCode;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables that the quickstart creates and migrates: TPC-H's, and odd ones of the platform. */
final class SampleTables {
  private static final int ROWS_PER_PARTITION = 100_000;

  private SampleTables() {}

  /** All of them, those with many rows first. */
  static List<MigratedTable> all(SourcePlatform platform) {
    List<MigratedTable> tables = new ArrayList<>();
    for (String name : TpchTables.NAMES) {
      List<String> key = TpchTables.primaryKey(name);
      tables.add(new MigratedTable(platform.defaultSchema(), name, key, key, ROWS_PER_PARTITION));
    }
    tables.addAll(OddTables.of(platform));
    return tables;
  }

  /**
   * Those that the options name; all when they name none.
   *
   * @throws DmwException when there is no table of a name
   */
  static List<MigratedTable> chosen(QuickstartOptions options) {
    List<MigratedTable> all = all(options.platform());
    if (options.tables().isEmpty()) {
      return all;
    }
    Set<String> unknown = new TreeSet<>(options.tables());
    all.forEach(table -> unknown.remove(table.label()));
    if (!unknown.isEmpty()) {
      throw new DmwException(
          StackErrorCode.BAD_OPTION,
          "There is no table " + String.join(", ", unknown) + ".",
          "Choose among "
              + all.stream().map(MigratedTable::label).collect(Collectors.joining(", "))
              + ".");
    }
    return all.stream().filter(table -> options.tables().contains(table.label())).toList();
  }

  /** Creates and fills the tables among {@code tables}. */
  static void load(SourceDatabase source, List<MigratedTable> tables, double scale)
      throws SQLException {
    for (MigratedTable table : tables) {
      if (table.isTpch()) {
        source.loadTpch(table.name(), scale);
      }
    }
    if (!tables.stream().allMatch(MigratedTable::isTpch)) {
      source.loadOddities(scale);
    }
  }
}
