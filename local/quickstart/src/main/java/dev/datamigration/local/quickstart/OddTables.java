package dev.datamigration.local.quickstart;

import dev.datamigration.local.source.OdditiesTables;
import dev.datamigration.local.stack.SourcePlatform;
import java.util.List;
import java.util.Set;

/** The odd tables of each platform; what each is for is said in the SQL that makes them. */
final class OddTables {
  private static final String SCHEMA = OdditiesTables.SCHEMA;
  private static final int ROWS_PER_PARTITION = 700;
  private static final int EVENTS_PER_PARTITION = 20_000;
  private static final Set<String> NOT_IN_REDSHIFT = Set.of("postgres_types", "uuid_key");

  private OddTables() {}

  static List<MigratedTable> of(SourcePlatform platform) {
    return switch (platform) {
      case POSTGRESQL -> postgres();
      case REDSHIFT ->
          postgres().stream().filter(table -> !NOT_IN_REDSHIFT.contains(table.name())).toList();
      case SQLSERVER -> sqlServer();
    };
  }

  private static List<MigratedTable> postgres() {
    return List.of(
        keyed("all_types", "id"),
        keyed("postgres_types", "id"),
        table("null_keys", List.of("k"), List.of()),
        keyed("empty_table", "id"),
        keyed("one_row", "id"),
        keyed("Größe & \"Maß\"", "Schlüssel"),
        keyed("composite_key", "region", "day", "number"),
        keyed("text_key", "k"),
        table("skewed_key", List.of("k"), List.of()),
        keyed("sparse_key", "k"),
        table("date_key", List.of("k"), List.of("payload")),
        table("timestamp_key", List.of("k"), List.of("payload")),
        keyed("decimal_key", "k"),
        keyed("uuid_key", "k"),
        table("no_key", List.of(), List.of()));
  }

  private static List<MigratedTable> sqlServer() {
    return List.of(
        new MigratedTable(
            SCHEMA, "events", List.of("happened"), List.of("id"), EVENTS_PER_PARTITION),
        keyed("all_types", "id"),
        keyed("orders", "id"),
        keyed("guid_key", "k"),
        keyed("varchar_key", "k"),
        keyed("nvarchar_key", "k"),
        table("null_text_key", List.of("code"), List.of()),
        table("null_keys", List.of("k"), List.of()),
        keyed("empty_table", "id"),
        keyed("one_row", "id"),
        keyed("Größe.of [x] & \"Maß\"", "Schlüssel"),
        keyed("composite_key", "region", "day", "number"),
        table("skewed_key", List.of("k"), List.of("payload")),
        keyed("sparse_key", "k"),
        table("datetime2_key", List.of("k"), List.of("payload")),
        table("datetimeoffset_key", List.of("k"), List.of("payload")),
        keyed("decimal_key", "k"),
        keyed("money_key", "k"),
        keyed("varbinary_key", "k"),
        table("no_key", List.of(), List.of()));
  }

  private static MigratedTable keyed(String name, String... key) {
    return table(name, List.of(key), List.of(key));
  }

  private static MigratedTable table(String name, List<String> partitionBy, List<String> key) {
    return new MigratedTable(SCHEMA, name, partitionBy, key, ROWS_PER_PARTITION);
  }
}
