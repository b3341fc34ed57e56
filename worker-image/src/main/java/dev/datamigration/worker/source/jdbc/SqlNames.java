package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/** Names in SQL of sources that quote with double quotes. */
public final class SqlNames {
  private SqlNames() {}

  /** Schema and table, of the connection's database. */
  public static String table(QualifiedName name) {
    return SqlIdentifier.quote(name.schema()) + "." + SqlIdentifier.quote(name.table());
  }

  /** Each name quoted. */
  public static List<String> quoted(List<String> names) {
    return names.stream().map(SqlIdentifier::quote).toList();
  }
}
