package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TableFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads pg_catalog (postgresql.org/docs/current/catalogs.html). Belongs to one thread. */
final class PostgresqlCatalogue implements SourceCatalogue {
  private static final String TABLE =
      """
      SELECT c.oid, c.relkind, has_schema_privilege(n.oid, 'USAGE') AS may_use
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String ALIKE =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE lower(c.relname) = lower(?) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1, 2 LIMIT 3
      """;

  /** A domain counts as its base type; domains of domains are followed to the end. */
  private static final String COLUMNS =
      """
      WITH RECURSIVE typed(attnum, typid, typmod, not_null) AS (
        SELECT a.attnum, a.atttypid, a.atttypmod, a.attnotnull FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT d.attnum, t.typbasetype, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE d.typmod END, d.not_null OR t.typnotnull
        FROM typed d JOIN pg_catalog.pg_type t ON t.oid = d.typid WHERE t.typtype = 'd')
      SELECT a.attname, t.typname, tn.nspname AS type_schema, t.typtype, t.typelem, t.typlen, d.typmod, d.not_null,
             format_type(a.atttypid, a.atttypmod) AS declared, has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS may_read,
             CASE WHEN a.attcollation <> 0 THEN quote_ident(cn.nspname) || '.' || quote_ident(co.collname) END AS collation
      FROM typed d
      JOIN pg_catalog.pg_type t ON t.oid = d.typid AND t.typtype <> 'd'
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = ?::oid AND a.attnum = d.attnum
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
      LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
      ORDER BY a.attnum
      """;

  /** Key columns of whole-table indexes over plain columns, included ones left out. */
  private static final String INDEXES =
      """
      SELECT i.indexrelid, i.indisprimary, a.attname
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_am am ON am.oid = c.relam AND am.amname = 'btree'
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = ?::oid AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND k.position <= i.indnkeyatts
      ORDER BY i.indisprimary DESC, i.indisunique DESC, i.indnkeyatts, i.indexrelid, k.position
      """;

  /** Partitions and inheriting tables are read with the parent, so they count with it. */
  private static final String SIZE =
      """
      WITH RECURSIVE tree(oid) AS (
        SELECT ?::oid UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid)
      SELECT coalesce(sum(pg_table_size(c.oid)), 0) AS bytes,
             coalesce(bool_or(c.reltuples < 0 OR (c.relpages = 0 AND pg_relation_size(c.oid) > 0)), false) AS unknown,
             coalesce(sum(CASE WHEN c.relpages > 0
               THEN c.reltuples::float8 * pg_relation_size(c.oid) / current_setting('block_size')::float8 / c.relpages ELSE 0 END), 0) AS rows
      FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid WHERE c.relkind IN ('r', 'm')
      """;

  private final LimitedStatements statements;

  PostgresqlCatalogue(LimitedStatements statements) {
    this.statements = statements;
  }

  private record Relation(String oid, String kind, boolean mayUse) {}

  private record IndexColumn(String index, boolean primary, String column) {}

  private record Size(long bytes, long rows) {}

  @Override
  public TableFacts describe(QualifiedName name) throws SQLException {
    Relation relation = relation(name);
    List<SourceColumn> columns = columns(name, relation);
    List<IndexColumn> indexes =
        statements.query(
            INDEXES,
            List.of(relation.oid()),
            row -> new IndexColumn(row.getString(1), row.getBoolean(2), row.getString(3)));
    boolean view = relation.kind().equals("v") || relation.kind().equals("f");
    Size size = view ? new Size(TableFacts.UNKNOWN, TableFacts.UNKNOWN) : size(relation.oid());
    List<List<String>> primary = grouped(indexes, true);
    return new TableFacts(
        name,
        view,
        columns,
        primary.stream().findFirst().orElse(List.of()),
        Stream.concat(primary.stream(), grouped(indexes, false).stream()).toList(),
        size.rows(),
        size.bytes(),
        List.of());
  }

  @Override
  public Optional<List<KeyValue>> boundaries(TableFacts table, KeyColumn column, int parts)
      throws SQLException {
    return new PostgresqlStatistics(statements).boundaries(table.name(), column, parts);
  }

  @Override
  public List<SourceColumn> columns(QualifiedName name) throws SQLException {
    return columns(name, relation(name));
  }

  private Relation relation(QualifiedName name) throws SQLException {
    List<Relation> found =
        statements.query(
            TABLE,
            List.of(name.schema(), name.table()),
            row -> new Relation(row.getString(1), row.getString(2), row.getBoolean(3)));
    if (found.isEmpty()) {
      throw missing(name);
    }
    Relation relation = found.get(0);
    if (!relation.mayUse()) {
      throw noPrivilege(
          name,
          "USAGE on its schema",
          "GRANT USAGE ON SCHEMA " + SqlIdentifier.quote(name.schema()));
    }
    if (!List.of("r", "p", "v", "m", "f").contains(relation.kind())) {
      throw new DmwException(
          SourceErrorCode.NOT_A_TABLE,
          name.display() + " is neither a table nor a view.",
          "It is not tried again. Name a table, or leave this one out of the workflow.");
    }
    return relation;
  }

  private DmwException missing(QualifiedName name) throws SQLException {
    List<String> alike =
        statements.query(
            ALIKE,
            List.of(name.table()),
            row ->
                SqlIdentifier.quote(row.getString(1))
                    + "."
                    + SqlIdentifier.quote(row.getString(2)));
    return new DmwException(
        SourceErrorCode.TABLE_MISSING,
        "The source has no table "
            + name.display()
            + (alike.isEmpty() ? "." : "; there is " + String.join(", ", alike) + "."),
        "It is not tried again. Correct schemaName and tableName; a name that is not all lower-case is written in double quotes.");
  }

  private List<SourceColumn> columns(QualifiedName name, Relation relation) throws SQLException {
    List<String> forbidden = new ArrayList<>();
    List<SourceColumn> columns =
        statements.query(
            COLUMNS,
            List.of(relation.oid(), relation.oid()),
            row -> {
              if (!row.getBoolean("may_read")) {
                forbidden.add(row.getString("attname"));
              }
              return column(row);
            });
    if (!forbidden.isEmpty()) {
      throw noPrivilege(
          name,
          "SELECT on the columns " + forbidden,
          "GRANT SELECT ON "
              + SqlIdentifier.quote(name.schema())
              + "."
              + SqlIdentifier.quote(name.table()));
    }
    return columns;
  }

  private static SourceColumn column(ResultSet row) throws SQLException {
    String type = row.getString("typname");
    int modifier = row.getInt("typmod");
    PostgresqlTypeModifier declared = PostgresqlTypeModifier.of(type, modifier);
    return new SourceColumn(
        row.getString("attname"),
        type,
        row.getString("declared"),
        typeClass(row),
        declared.precision(),
        declared.scale(),
        !row.getBoolean("not_null"),
        row.getString("collation"));
  }

  private static TypeClass typeClass(ResultSet row) throws SQLException {
    boolean array = row.getLong("typelem") != 0 && row.getInt("typlen") == -1;
    if (array) {
      return TypeClass.ARRAY;
    }
    if (row.getString("typtype").equals("e")) {
      return TypeClass.ENUM;
    }
    return row.getString("type_schema").equals("pg_catalog") ? TypeClass.BUILT_IN : TypeClass.OTHER;
  }

  private Size size(String oid) throws SQLException {
    return statements
        .query(
            SIZE,
            List.of(oid),
            row ->
                new Size(
                    row.getLong("bytes"),
                    row.getBoolean("unknown")
                        ? TableFacts.UNKNOWN
                        : Math.round(row.getDouble("rows"))))
        .get(0);
  }

  private static List<List<String>> grouped(List<IndexColumn> indexes, boolean primary) {
    Map<String, List<String>> byIndex =
        indexes.stream()
            .filter(column -> column.primary() == primary)
            .collect(
                Collectors.groupingBy(
                    IndexColumn::index,
                    LinkedHashMap::new,
                    Collectors.mapping(IndexColumn::column, Collectors.toList())));
    return List.copyOf(byIndex.values());
  }

  private static DmwException noPrivilege(QualifiedName name, String privilege, String grant) {
    return new DmwException(
        SourceErrorCode.MISSING_PRIVILEGE,
        "The user that reads " + name.display() + " lacks " + privilege + ".",
        "It is tried again every minute. Run " + grant + " TO that user.");
  }

  /**
   * A transaction that is open now may have begun, and so read its {@code now()}, before what is
   * the largest value there is.
   */
  @Override
  public Optional<KeyValue> settledBound(SourceColumn column, List<String> warnings)
      throws SQLException {
    if (!column.typeName().equals("timestamptz")) {
      return Optional.empty();
    }
    return OpenTransactions.settledBound(statements, warnings);
  }
}
