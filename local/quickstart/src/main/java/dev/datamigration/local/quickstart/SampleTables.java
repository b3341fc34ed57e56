package dev.datamigration.local.quickstart;

import dev.datamigration.local.source.OdditiesTables;
import dev.datamigration.local.source.TpchTables;
import dev.datamigration.local.stack.SourceDatabase;
import dev.datamigration.local.stack.StackErrorCode;
import dev.datamigration.local.stack.StackOptions.SourcePlatform;
import dev.datamigration.model.error.DmwException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables that the quickstart creates and migrates: TPC-H's, and small odd ones. */
final class SampleTables {
  private static final String ODDITIES = OdditiesTables.SCHEMA;
  private static final Set<String> POSTGRESQL_ONLY = Set.of("postgres_types", "uuid_key");

  private SampleTables() {}

  /** All of them, those with many rows first. */
  static List<MigratedTable> all(SourcePlatform platform) {
    List<MigratedTable> tables = new ArrayList<>();
    for (String name : TpchTables.NAMES) {
      List<String> key = TpchTables.primaryKey(name);
      tables.add(new MigratedTable("public", name, key, key));
    }
    for (MigratedTable odd : oddities()) {
      if (platform == SourcePlatform.POSTGRESQL || !POSTGRESQL_ONLY.contains(odd.name())) {
        tables.add(odd);
      }
    }
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

  private static List<MigratedTable> oddities() {
    return List.of(
        keyed("all_types", "id"),
        keyed("postgres_types", "id"),
        new MigratedTable(ODDITIES, "null_keys", List.of("k"), List.of()),
        keyed("empty_table", "id"),
        keyed("one_row", "id"),
        keyed("Größe & \"Maß\"", "Schlüssel"),
        keyed("composite_key", "region", "day", "number"),
        keyed("text_key", "k"),
        new MigratedTable(ODDITIES, "skewed_key", List.of("k"), List.of()),
        keyed("sparse_key", "k"),
        new MigratedTable(ODDITIES, "date_key", List.of("k"), List.of("payload")),
        new MigratedTable(ODDITIES, "timestamp_key", List.of("k"), List.of("payload")),
        keyed("decimal_key", "k"),
        keyed("uuid_key", "k"),
        new MigratedTable(ODDITIES, "no_key", List.of(), List.of()));
  }

  private static MigratedTable keyed(String name, String... key) {
    return new MigratedTable(ODDITIES, name, List.of(key), List.of(key));
  }

  /** Creates and fills the tables among {@code tables}. */
  static void load(SourceDatabase source, List<MigratedTable> tables, double scale)
      throws SQLException {
    try (Connection connection = source.connect()) {
      for (MigratedTable table : tables) {
        if (table.schema().equals("public")) {
          TpchTables.load(connection, "public", table.name(), scale);
        }
      }
      if (tables.stream().anyMatch(table -> table.schema().equals(ODDITIES))) {
        OdditiesTables.load(connection);
      }
    }
  }
}
