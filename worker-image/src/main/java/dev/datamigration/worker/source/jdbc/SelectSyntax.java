package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.util.List;
import java.util.Locale;

/** What differs between sources in SELECTs over a table. */
public interface SelectSyntax {
  /** Double quotes, {@code count(*)}, {@code LIMIT} and {@code TABLESAMPLE}. */
  SelectSyntax STANDARD = new SelectSyntax() {};

  /** A name in quotes. */
  default String quote(String name) {
    return SqlIdentifier.quote(name);
  }

  /** Each name in quotes. */
  default List<String> quote(List<String> names) {
    return names.stream().map(this::quote).toList();
  }

  /** Schema and table, of the connection's database. */
  default String table(QualifiedName name) {
    return quote(name.schema()) + "." + quote(name.table());
  }

  /** The aggregate that counts rows in 64 bits. */
  default String count() {
    return "count(*)";
  }

  /**
   * A value as a literal that compares as the column's own values do. A quoted one without a type
   * takes the type of what it is compared with.
   */
  default String literal(KeyValue value, SourceColumn column) {
    return "'" + KeyText.of(value).replace("'", "''") + "'";
  }

  /**
   * How to read some of the rows.
   *
   * @param tableSuffix put after the table's name; may be empty
   * @param condition may be empty
   */
  record Sample(String tableSuffix, String condition) {}

  /**
   * A sample of the rows.
   *
   * @param fraction of them, above 0 and below 1
   */
  default Sample sample(double fraction) {
    // Whole pages, chosen by chance; what is not on them is not read.
    return new Sample(String.format(Locale.ROOT, "TABLESAMPLE SYSTEM (%.6f)", fraction * 100), "");
  }

  /**
   * A SELECT that gives no row.
   *
   * @param from from FROM on
   */
  default String selectNothing(String from) {
    return "SELECT 1 " + from + "\nLIMIT 0";
  }
}
