package dev.datamigration.worker.source.redshift;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TableFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Redshift's catalogue by its own SQL, in the part of PostgreSQL 8's catalogue that Redshift
 * keeps (docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html): the driver's metadata
 * calls need views that depend on the cluster's version. Belongs to one thread.
 */
final class RedshiftCatalogue implements SourceCatalogue {
  private static final Logger LOG = LoggerFactory.getLogger(RedshiftCatalogue.class);

  private static final String TABLE =
      """
      SELECT c.oid, c.relkind, c.reltuples FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String ALIKE =
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE lower(c.relname) = lower(?) AND c.relkind IN ('r', 'v') ORDER BY 1, 2 LIMIT 3
      """;

  private static final String COLUMNS =
      """
      SELECT a.attnum, a.attname, t.typname, n.nspname AS type_schema, t.typtype, a.atttypmod, a.attnotnull,
             format_type(a.atttypid, a.atttypmod) AS declared
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """;

  private static final String PRIMARY_KEY =
      "SELECT array_to_string(conkey, ' ') FROM pg_catalog.pg_constraint WHERE conrelid = ? AND contype = 'p'";

  /** "size" is in blocks of 1 MB. */
  private static final String SIZE =
      "SELECT size, tbl_rows, sortkey1 FROM svv_table_info WHERE \"schema\" = ? AND \"table\" = ?";

  private static final long BLOCK_BYTES = 1 << 20;

  private final LimitedStatements statements;

  RedshiftCatalogue(LimitedStatements statements) {
    this.statements = statements;
  }

  private record Relation(long oid, String kind, long rows) {}

  private record Size(long bytes, long rows, String sortKey) {}

  @Override
  public TableFacts describe(QualifiedName name) throws SQLException {
    Relation relation = relation(name);
    Map<Integer, SourceColumn> columns = columns(relation);
    List<String> primaryKey =
        statements.query(PRIMARY_KEY, List.of(relation.oid()), row -> row.getString(1)).stream()
            .flatMap(numbers -> Arrays.stream(numbers.split(" ")))
            .map(number -> columns.get(Integer.valueOf(number)).name())
            .toList();
    List<SourceColumn> all = List.copyOf(columns.values());
    probe(name, all);
    boolean view = relation.kind().equals("v");
    Size size =
        view ? new Size(TableFacts.UNKNOWN, TableFacts.UNKNOWN, null) : size(name, relation);
    List<List<String>> sortKey =
        all.stream()
            .map(SourceColumn::name)
            .filter(column -> column.equals(size.sortKey()))
            .map(List::of)
            .toList();
    List<List<String>> divisors = new ArrayList<>();
    divisors.add(primaryKey);
    divisors.addAll(sortKey);
    return new TableFacts(
        name, view, all, primaryKey, divisors, size.rows(), size.bytes(), List.of());
  }

  /** Redshift keeps no histogram that a user can read. */
  @Override
  public Optional<List<KeyValue>> boundaries(TableFacts table, KeyColumn column, int parts) {
    return Optional.empty();
  }

  @Override
  public List<SourceColumn> columns(QualifiedName name) throws SQLException {
    return List.copyOf(columns(relation(name)).values());
  }

  private Relation relation(QualifiedName name) throws SQLException {
    List<Relation> found =
        statements.query(
            TABLE,
            List.of(name.schema(), name.table()),
            row -> new Relation(row.getLong(1), row.getString(2), (long) row.getDouble(3)));
    if (found.isEmpty()) {
      List<String> alike =
          statements.query(
              ALIKE,
              List.of(name.table()),
              row ->
                  SqlIdentifier.quote(row.getString(1))
                      + "."
                      + SqlIdentifier.quote(row.getString(2)));
      throw new DmwException(
          SourceErrorCode.TABLE_MISSING,
          "The source has no table "
              + name.display()
              + (alike.isEmpty() ? "." : "; there is " + String.join(", ", alike) + "."),
          "It is not tried again. Correct schemaName and tableName; external tables of Spectrum are not read.");
    }
    if (!List.of("r", "v", "m", "p").contains(found.get(0).kind())) {
      throw new DmwException(
          SourceErrorCode.NOT_A_TABLE,
          name.display() + " is neither a table nor a view.",
          "It is not tried again. Name a table, or leave this one out of the workflow.");
    }
    return found.get(0);
  }

  private Map<Integer, SourceColumn> columns(Relation relation) throws SQLException {
    Map<Integer, SourceColumn> columns = new TreeMap<>();
    statements.query(
        COLUMNS, List.of(relation.oid()), row -> columns.put(row.getInt("attnum"), column(row)));
    return columns;
  }

  private static SourceColumn column(ResultSet row) throws SQLException {
    String type = row.getString("typname");
    RedshiftTypeModifier declared = RedshiftTypeModifier.of(type, row.getInt("atttypmod"));
    boolean builtIn =
        row.getString("type_schema").equals("pg_catalog") && row.getString("typtype").equals("b");
    return new SourceColumn(
        row.getString("attname"),
        type,
        row.getString("declared"),
        builtIn ? TypeClass.BUILT_IN : TypeClass.OTHER,
        declared.precision(),
        declared.scale(),
        !row.getBoolean("attnotnull"),
        null);
  }

  /** Reads no row: fails if the user may not read the table or one of its columns. */
  private void probe(QualifiedName name, List<SourceColumn> columns) throws SQLException {
    if (!columns.isEmpty()) {
      List<String> names = columns.stream().map(SourceColumn::name).toList();
      statements.query(
          "SELECT "
              + String.join(", ", SelectSyntax.STANDARD.quote(names))
              + " FROM "
              + SelectSyntax.STANDARD.table(name)
              + " LIMIT 0",
          row -> true);
    }
  }

  private Size size(QualifiedName name, Relation relation) throws SQLException {
    List<Size> found = new ArrayList<>();
    try {
      found.addAll(
          statements.query(
              SIZE,
              List.of(name.schema(), name.table()),
              row ->
                  new Size(
                      row.getLong(1) * BLOCK_BYTES, (long) row.getDouble(2), row.getString(3))));
    } catch (SQLException e) {
      // A user without the right to see it; what ANALYZE left is good enough.
      LOG.debug("SVV_TABLE_INFO cannot be read: {}", e.toString());
      statements.rollback();
    }
    // The view has no line for an empty table, nor for one the user may not see there.
    return found.isEmpty() ? new Size(0, relation.rows(), null) : found.get(0);
  }
}
