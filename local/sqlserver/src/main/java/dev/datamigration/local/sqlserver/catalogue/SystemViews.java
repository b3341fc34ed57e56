package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The catalogue views that the stand-in has, with the columns of Microsoft's documentation. */
public final class SystemViews {
  private final Database database;
  private final Catalogue catalogue;

  private SystemViews(Database database, Catalogue catalogue) {
    this.database = database;
    this.catalogue = catalogue;
  }

  /** A view as it is now; null if there is none of the name. */
  public static SystemView view(
      String name, Database database, Catalogue catalogue, TableFigures figures)
      throws ServerError {
    SystemViews views = new SystemViews(database, catalogue);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "schemas" -> views.schemas();
      case "objects", "all_objects" -> views.objects("");
      case "tables" -> views.objects("U ");
      case "views", "all_views" -> views.objects("V ");
      case "synonyms" -> views.objects("SN");
      case "columns", "all_columns" -> views.columns();
      case "types" -> views.types();
      case "indexes" -> views.indexes();
      case "index_columns" -> views.indexColumns();
      case "key_constraints" -> views.keyConstraints();
      case "partitions" -> StorageViews.partitions(views.tables(), figures);
      case "allocation_units" -> StorageViews.allocationUnits(views.tables(), figures);
      case "dm_db_partition_stats" -> StorageViews.partitionStatistics(views.tables(), figures);
      case "stats" -> StatisticsViews.statistics(views.tables());
      case "stats_columns" -> StatisticsViews.columns(views.tables());
      case "databases" -> views.databases();
      // There is nothing that would make one.
      case "security_policies" -> SystemView.of("object_id:i name:n is_enabled:b");
      case "security_predicates" ->
          SystemView.of("object_id:i security_predicate_id:i target_object_id:i predicate_type:i");
      default -> null;
    };
  }

  /** The rows of the function sys.dm_db_stats_histogram for every object of a database. */
  public static SystemView histograms(Database database, Catalogue catalogue, TableFigures figures)
      throws ServerError {
    return StatisticsViews.histograms(new SystemViews(database, catalogue).tables(), figures);
  }

  private SystemView schemas() {
    SystemView view = SystemView.of("name:n schema_id:i principal_id:i");
    database.schemas().forEach((name, id) -> view.add(name, id, 1));
    return view;
  }

  private List<DatabaseObject.Table> tables() {
    List<DatabaseObject.Table> tables = new ArrayList<>();
    for (DatabaseObject each : database.objects()) {
      if (each instanceof DatabaseObject.Table table) {
        tables.add(table);
      }
    }
    return tables;
  }

  private SystemView objects(String only) {
    String common =
        "object_id:i schema_id:i name:n type:c2 type_desc:n is_ms_shipped:b parent_object_id:i";
    SystemView view =
        SystemView.of(
            switch (only) {
              case "U " ->
                  common
                      + " temporal_type:t temporal_type_desc:n is_memory_optimized:b is_external:b is_node:b is_edge:b is_filetable:b";
              case "SN" -> common + " base_object_name:n";
              default -> common;
            });
    Map<String, Integer> schemas = database.schemas();
    for (DatabaseObject each : database.objects()) {
      String type =
          each instanceof DatabaseObject.Table
              ? "U "
              : each instanceof DatabaseObject.View ? "V " : "SN";
      if (!only.isEmpty() && !type.equals(only)) {
        continue;
      }
      List<Object> row = new ArrayList<>();
      row.add(each.id());
      row.add(schemas.get(each.schema()));
      row.add(each.name());
      row.add(type);
      row.add(type.equals("U ") ? "USER_TABLE" : type.equals("V ") ? "VIEW" : "SYNONYM");
      row.add(false);
      row.add(0);
      if (only.equals("U ")) {
        row.addAll(List.of(0, "NON_TEMPORAL_TABLE", false, false, false, false, false));
      } else if (only.equals("SN") && each instanceof DatabaseObject.Synonym synonym) {
        row.add(synonym.written());
      }
      view.add(row.toArray());
    }
    return view;
  }

  private SystemView columns() {
    SystemView view =
        SystemView.of(
            "object_id:i name:n column_id:i system_type_id:t user_type_id:i max_length:s precision:t scale:t"
                + " collation_name:n is_nullable:b is_ansi_padded:b is_rowguidcol:b is_identity:b"
                + " is_computed:b is_hidden:b generated_always_type:t is_sparse:b is_column_set:b is_masked:b encryption_type:i");
    for (DatabaseObject each : database.objects()) {
      List<ColumnDefinition> columns =
          each instanceof DatabaseObject.Table table
              ? table.columns()
              : each instanceof DatabaseObject.View found ? found.columns() : List.of();
      for (ColumnDefinition column : columns) {
        SqlType type = column.type();
        boolean text = type.kind().isText() && type.kind() != Kind.XML;
        view.add(
            each.id(),
            column.name(),
            column.id(),
            type.kind().systemTypeId(),
            column.sysname() ? 256 : type.kind().userTypeId(),
            type.maxLength(),
            type.cataloguePrecision(),
            type.catalogueScale(),
            text ? type.collation().collationName() : null,
            column.nullable(),
            true,
            false,
            column.identity(),
            column.computed(),
            false,
            0,
            false,
            false,
            false,
            null);
      }
    }
    return view;
  }

  private SystemView types() {
    SystemView view =
        SystemView.of(
            "name:n system_type_id:t user_type_id:i schema_id:i principal_id:i max_length:s precision:t"
                + " scale:t collation_name:n is_nullable:b is_user_defined:b is_assembly_type:b is_table_type:b");
    for (Kind kind : Kind.values()) {
      if (kind != Kind.CONDITION) {
        boolean assembly =
            kind == Kind.HIERARCHYID || kind == Kind.GEOMETRY || kind == Kind.GEOGRAPHY;
        view.add(
            kind.typeName(),
            kind.systemTypeId(),
            kind.userTypeId(),
            4,
            null,
            0,
            0,
            0,
            null,
            true,
            false,
            assembly,
            false);
      }
    }
    view.add(
        "sysname",
        231,
        256,
        4,
        null,
        256,
        0,
        0,
        Collation.DEFAULT.collationName(),
        false,
        false,
        false,
        false);
    return view;
  }

  /** The indexes of a table; a table without a clustered one is a heap. */
  static List<IndexDefinition> indexes(DatabaseObject.Table table) {
    List<IndexDefinition> all = new ArrayList<>(table.indexes());
    if (all.stream().noneMatch(IndexDefinition::clustered)) {
      all.add(new IndexDefinition(0, null, false, false, false, false, List.of(), null));
    }
    all.sort(Comparator.comparingInt(IndexDefinition::id));
    return all;
  }

  private SystemView indexes() {
    SystemView view =
        SystemView.of(
            "object_id:i name:n index_id:i type:t type_desc:n is_unique:b data_space_id:i"
                + " ignore_dup_key:b is_primary_key:b is_unique_constraint:b is_disabled:b"
                + " is_hypothetical:b has_filter:b filter_definition:w");
    for (DatabaseObject.Table table : tables()) {
      for (IndexDefinition index : indexes(table)) {
        int type = Math.min(index.id(), 2);
        view.add(
            table.id(),
            index.name(),
            index.id(),
            type,
            type == 0 ? "HEAP" : type == 1 ? "CLUSTERED" : "NONCLUSTERED",
            index.unique(),
            1,
            false,
            index.primary(),
            false,
            false,
            false,
            index.filtered(),
            null);
      }
    }
    return view;
  }

  private SystemView indexColumns() {
    SystemView view =
        SystemView.of(
            "object_id:i index_id:i index_column_id:i column_id:i key_ordinal:t partition_ordinal:t"
                + " is_descending_key:b is_included_column:b");
    for (DatabaseObject.Table table : tables()) {
      for (IndexDefinition index : table.indexes()) {
        int number = 0;
        for (IndexDefinition.KeyPart part : index.parts()) {
          view.add(
              table.id(),
              index.id(),
              ++number,
              part.columnId(),
              part.ordinal(),
              0,
              part.descending(),
              part.ordinal() == 0);
        }
      }
    }
    return view;
  }

  private SystemView keyConstraints() {
    SystemView view =
        SystemView.of(
            "name:n object_id:i schema_id:i parent_object_id:i type:c2 unique_index_id:i");
    for (DatabaseObject.Table table : tables()) {
      for (IndexDefinition index : table.indexes()) {
        if (index.primary()) {
          view.add(
              index.name(),
              table.id() + 500_000_000,
              database.schemas().get(table.schema()),
              table.id(),
              "PK",
              index.id());
        }
      }
    }
    return view;
  }

  private SystemView databases() {
    SystemView view =
        SystemView.of(
            "name:n database_id:i collation_name:n state:t state_desc:n user_access:t is_read_only:b"
                + " snapshot_isolation_state:t snapshot_isolation_state_desc:n"
                + " is_read_committed_snapshot_on:b compatibility_level:t recovery_model:t");
    for (Database each : catalogue.databases()) {
      boolean snapshot = each.snapshotAllowed();
      view.add(
          each.name(),
          each.id(),
          Collation.DEFAULT.collationName(),
          0,
          "ONLINE",
          0,
          false,
          snapshot ? 1 : 0,
          snapshot ? "ON" : "OFF",
          each.readCommittedSnapshot(),
          160,
          3);
    }
    return view;
  }
}
