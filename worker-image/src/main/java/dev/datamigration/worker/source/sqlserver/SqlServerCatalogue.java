package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.jdbc.KeyReading;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.KeyKind;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TableFacts;
import dev.datamigration.worker.source.sqlserver.SqlServerSessions.Isolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the catalogue views (learn.microsoft.com/sql/relational-databases/system-catalog-views),
 * which show a user what it has any right on. Belongs to one thread.
 */
final class SqlServerCatalogue implements SourceCatalogue {
  private static final String OBJECT =
      """
      SELECT o.object_id, RTRIM(o.type), s.name, o.name, y.base_object_name, m.is_memory_optimized
      FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
      LEFT JOIN sys.tables m ON m.object_id = o.object_id
      LEFT JOIN sys.synonyms y ON y.object_id = o.object_id
      WHERE s.name = ? AND o.name = ?
      """;

  private static final String ALIKE =
      """
      SELECT TOP (3) s.name, o.name
      FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE LOWER(o.name) = LOWER(?) AND o.type IN ('U', 'V') ORDER BY s.name, o.name
      """;

  /**
   * An alias type has a line for what it is an alias of, and so has sysname; vector's would be
   * varbinary. A column set repeats other columns.
   */
  private static final String COLUMNS =
      """
      SELECT c.column_id, c.name, COALESCE(b.name, t.name) AS type_name, c.max_length, c.precision, c.scale,
             c.is_nullable, c.collation_name,
             CASE WHEN t.is_assembly_type = 1 AND t.is_user_defined = 1 THEN 1 ELSE 0 END AS is_foreign,
             c.is_masked, c.encryption_type
      FROM sys.columns c JOIN sys.types t ON t.user_type_id = c.user_type_id
      LEFT JOIN sys.types b ON b.user_type_id = c.system_type_id
           AND ((t.is_user_defined = 1 AND t.is_assembly_type = 0) OR t.name = 'sysname')
      WHERE c.object_id = ? AND c.is_column_set = 0 ORDER BY c.column_id
      """;

  /**
   * A clustered unique index first: its ranges lie together on disk, and its columns seldom change.
   */
  private static final String INDEXES =
      """
      SELECT i.index_id, i.is_primary_key, c.name
      FROM sys.indexes i JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
      JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
      WHERE i.object_id = ? AND i.type IN (1, 2) AND i.has_filter = 0 AND i.is_disabled = 0
            AND i.is_hypothetical = 0 AND k.key_ordinal > 0
      ORDER BY CASE WHEN i.type = 1 AND i.is_unique = 1 THEN 0 WHEN i.is_primary_key = 1 THEN 1
                    WHEN i.is_unique = 1 THEN 2 WHEN i.type = 1 THEN 3 ELSE 4 END, i.index_id, k.key_ordinal
      """;

  private static final String ROW_SECURITY =
      """
      SELECT p.name FROM sys.security_predicates f
      JOIN sys.security_policies p ON p.object_id = f.object_id
      WHERE f.target_object_id = ? AND f.predicate_type = 0 AND p.is_enabled = 1
      """;

  private static final String MAY_UNMASK =
      "SELECT HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'UNMASK')";

  private static final String ROWS =
      "SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = ? AND p.index_id IN (0, 1)";

  /** Rows, long values and what overflows a page: each has its allocation unit. */
  private static final String PAGES =
      """
      SELECT SUM(a.used_pages) FROM sys.partitions p
      JOIN sys.allocation_units a ON a.container_id IN (p.hobt_id, p.partition_id)
      WHERE p.object_id = ? AND p.index_id IN (0, 1)
      """;

  private static final long PAGE_BYTES = 8192;

  private final LimitedStatements statements;

  SqlServerCatalogue(LimitedStatements statements) {
    this.statements = statements;
  }

  private record Found(
      int id, String type, QualifiedName name, String synonymFor, boolean inMemory) {
    boolean isView() {
      return type.equals("V");
    }
  }

  private record IndexColumn(int index, boolean primary, String column) {}

  @Override
  public TableFacts describe(QualifiedName name) throws SQLException {
    Found table = find(name);
    List<SourceColumn> columns = columns(table);
    probe(table.name(), columns);
    List<IndexColumn> indexes =
        statements.query(
            INDEXES,
            List.of(table.id()),
            row -> new IndexColumn(row.getInt(1), row.getBoolean(2), row.getString(3)));
    Map<Integer, List<String>> keys = new LinkedHashMap<>();
    indexes.forEach(
        column ->
            keys.computeIfAbsent(column.index(), index -> new ArrayList<>()).add(column.column()));
    List<String> primaryKey =
        indexes.stream().filter(IndexColumn::primary).map(IndexColumn::column).toList();
    return new TableFacts(
        table.name(),
        table.isView(),
        columns,
        primaryKey,
        keys.values().stream().filter(key -> !changes(key, columns)).toList(),
        figure(ROWS, table).orElse(TableFacts.UNKNOWN),
        figure(PAGES, table).map(pages -> pages * PAGE_BYTES).orElse(TableFacts.UNKNOWN),
        warnings(table));
  }

  /** A rowversion is another one after each update, so a row could move between two reads. */
  private static boolean changes(List<String> key, List<SourceColumn> columns) {
    return columns.stream()
        .anyMatch(column -> column.typeName().equals("timestamp") && key.contains(column.name()));
  }

  @Override
  public Optional<List<KeyValue>> boundaries(TableFacts table, KeyColumn column, int parts)
      throws SQLException {
    return new SqlServerStatistics(statements)
        .boundaries(table.name(), table.column(column.name()), column, parts);
  }

  @Override
  public List<SourceColumn> columns(QualifiedName name) throws SQLException {
    return columns(find(name));
  }

  /** Names are compared as the database compares them; of several, the one that is written so. */
  private Found find(QualifiedName name) throws SQLException {
    List<Found> found =
        statements.query(
            OBJECT,
            List.of(name.schema(), name.table()),
            row ->
                new Found(
                    row.getInt(1),
                    row.getString(2),
                    new QualifiedName(name.database(), row.getString(3), row.getString(4)),
                    row.getString(5),
                    row.getBoolean(6)));
    Found one =
        found.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .or(() -> found.stream().findFirst())
            .orElseThrow(() -> missing(name));
    if (one.type().equals("SN")) {
      throw new DmwException(
          SourceErrorCode.NOT_A_TABLE,
          name.display() + " is a synonym for " + one.synonymFor() + ".",
          "It is not tried again. Name the table itself: a synonym can point elsewhere tomorrow.");
    }
    if (!List.of("U", "V").contains(one.type())) {
      throw new DmwException(
          SourceErrorCode.NOT_A_TABLE,
          name.display() + " is neither a table nor a view.",
          "It is not tried again. Name a table, or leave this one out of the workflow.");
    }
    if (one.inMemory()) {
      throw new DmwException(
          SourceErrorCode.NOT_A_TABLE,
          name.display() + " is a memory-optimized table, which this version cannot read.",
          "It is not tried again. Name a view or a table on disk that has its rows, or leave it out of the workflow.");
    }
    return one;
  }

  private DmwException missing(QualifiedName name) {
    List<String> alike = new ArrayList<>();
    try {
      alike.addAll(
          statements.query(
              ALIKE,
              List.of(name.table()),
              row ->
                  SqlServerSyntax.INSTANCE.quote(row.getString(1))
                      + "."
                      + SqlServerSyntax.INSTANCE.quote(row.getString(2))));
    } catch (SQLException e) {
      alike.clear();
    }
    return new DmwException(
        SourceErrorCode.TABLE_MISSING,
        "The source has no table "
            + name.display()
            + " that this user may see"
            + (alike.isEmpty() ? "." : "; there is " + String.join(", ", alike) + "."),
        "It is not tried again. Correct schemaName and tableName, or grant the user SELECT on it.");
  }

  private record FoundColumn(SourceColumn column, boolean masked, boolean encrypted) {
    /**
     * Without its values as they are: of a type that nothing is mapped to, so that it is refused by
     * name unless it is left out.
     */
    SourceColumn hidden() {
      return new SourceColumn(
          column.name(),
          column.typeName(),
          "masked or encrypted " + column.declaredType(),
          TypeClass.OTHER,
          column.precision(),
          column.scale(),
          column.nullable(),
          column.collation());
    }
  }

  private List<SourceColumn> columns(Found table) throws SQLException {
    List<FoundColumn> found =
        statements.query(COLUMNS, List.of(table.id()), SqlServerCatalogue::column);
    boolean masks = found.stream().anyMatch(FoundColumn::masked) && !mayUnmask();
    return found.stream()
        .map(each -> each.encrypted() || (masks && each.masked()) ? each.hidden() : each.column())
        .toList();
  }

  private boolean mayUnmask() throws SQLException {
    return statements.query(MAY_UNMASK, row -> row.getInt(1) == 1).get(0);
  }

  private static FoundColumn column(ResultSet row) throws SQLException {
    String type = row.getString("type_name");
    SqlServerTypeModifier declared =
        SqlServerTypeModifier.of(
            type, row.getInt("max_length"), row.getInt("precision"), row.getInt("scale"));
    SourceColumn column =
        new SourceColumn(
            row.getString("name"),
            type,
            declared.written(type),
            row.getInt("is_foreign") == 1 ? TypeClass.OTHER : TypeClass.BUILT_IN,
            declared.precision(),
            declared.scale(),
            row.getBoolean("is_nullable"),
            row.getString("collation_name"));
    return new FoundColumn(
        column, row.getBoolean("is_masked"), row.getString("encryption_type") != null);
  }

  /** Reads no row: fails if the user may not read the table or one of its columns. */
  private void probe(QualifiedName name, List<SourceColumn> columns) throws SQLException {
    if (!columns.isEmpty()) {
      List<String> names = columns.stream().map(SourceColumn::name).toList();
      statements.query(
          "SELECT TOP (0) "
              + String.join(", ", SqlServerSyntax.INSTANCE.quote(names))
              + " FROM "
              + SqlServerSyntax.INSTANCE.table(name),
          row -> true);
    }
  }

  private Optional<Long> figure(String sql, Found table) throws SQLException {
    if (table.isView()) {
      return Optional.empty();
    }
    return statements
        .query(
            sql,
            List.of(table.id()),
            row -> {
              long figure = row.getLong(1);
              return row.wasNull() ? Optional.<Long>empty() : Optional.of(figure);
            })
        .get(0);
  }

  private List<String> warnings(Found table) throws SQLException {
    List<String> warnings = new ArrayList<>();
    Isolation isolation =
        statements.query(SqlServerSessions.ISOLATION, SqlServerSessions::isolation).stream()
            .findFirst()
            .orElse(Isolation.LOCKING);
    if (isolation == Isolation.LOCKING) {
      warnings.add(
          "The database "
              + table.name().database()
              + " allows neither SNAPSHOT nor READ_COMMITTED_SNAPSHOT: rows that are moved by others while "
              + table.name().display()
              + " is read may be read twice or not at all.");
    }
    statements
        .query(ROW_SECURITY, List.of(table.id()), row -> row.getString(1))
        .forEach(
            policy ->
                warnings.add(
                    "The security policy "
                        + policy
                        + " filters the rows of "
                        + table.name().display()
                        + ": only those that this user may see are migrated."));
    return warnings;
  }

  @Override
  public boolean isChangeCounter(SourceColumn column) {
    return column.typeName().equals("timestamp");
  }

  /**
   * MIN_ACTIVE_ROWVERSION is the lowest value an open transaction holds, or the next one that will
   * be given (learn.microsoft.com/en-us/sql/t-sql/functions/min-active-rowversion-transact-sql).
   */
  @Override
  public Optional<KeyValue> settledBound(SourceColumn column, List<String> warnings)
      throws SQLException {
    if (!isChangeCounter(column)) {
      return Optional.empty();
    }
    return statements
        .query(
            "SELECT CAST(CAST(MIN_ACTIVE_ROWVERSION() AS bigint) - 1 AS binary(8))",
            row -> KeyReading.value(row, 1, KeyKind.BINARY))
        .get(0);
  }
}
