package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/** What differs between sources in SELECTs over a table. */
public interface SelectSyntax {
  /** Double quotes, {@code count(*)} and {@code LIMIT}. */
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
   * A SELECT that gives no row.
   *
   * @param from from FROM on
   */
  default String selectNothing(String from) {
    return "SELECT 1 " + from + "\nLIMIT 0";
  }
}
