package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** The sources that names can refer to; an outer scope is asked when this one knows nothing. */
final class Scope {
  static final Scope EMPTY = new Scope(null);

  private final Scope outer;
  private final List<Source> sources = new ArrayList<>();

  Scope(Scope outer) {
    this.outer = outer;
  }

  /**
   * A source.
   *
   * @param alias as written; null if it can not be named
   * @param schema of a table without an alias, otherwise empty
   */
  record Source(String alias, String schema, List<Column> columns) {}

  /** A column of a source; {@code sql} names it in H2. */
  record Column(
      String name,
      String sql,
      SqlType type,
      boolean nullable,
      boolean identity,
      boolean computed) {}

  void add(Source source) throws ServerError {
    for (Source other : sources) {
      if (source.alias() != null
          && source.alias().equalsIgnoreCase(other.alias())
          && source.schema().equalsIgnoreCase(other.schema())) {
        throw new ServerError(
            1011,
            "The correlation name '" + source.alias() + "' is specified multiple times in a FROM clause.");
      }
    }
    sources.add(source);
  }

  List<Source> sources() {
    return sources;
  }

  Column find(List<String> parts) throws ServerError {
    String name = parts.get(parts.size() - 1);
    List<Column> found = new ArrayList<>();
    for (Source source : matching(parts.subList(0, parts.size() - 1))) {
      for (Column column : source.columns()) {
        if (column.name() != null && column.name().equalsIgnoreCase(name)) {
          found.add(column);
        }
      }
    }
    if (found.size() > 1) {
      throw new ServerError(209, "Ambiguous column name '" + name + "'.");
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (outer != null && outer != EMPTY) {
      return outer.find(parts);
    }
    if (parts.size() > 1) {
      throw new ServerError(
          4104, "The multi-part identifier \"" + String.join(".", parts) + "\" could not be bound.");
    }
    throw new ServerError(207, "Invalid column name '" + name + "'.");
  }

  /** The sources that a qualifier names; all for an empty one. */
  List<Source> matching(List<String> qualifier) {
    if (qualifier.isEmpty()) {
      return sources;
    }
    String alias = qualifier.get(qualifier.size() - 1);
    String schema = qualifier.size() > 1 ? qualifier.get(qualifier.size() - 2) : "";
    return sources.stream()
        .filter(each -> each.alias() != null && each.alias().equalsIgnoreCase(alias))
        .filter(each -> schema.isEmpty() || each.schema().equalsIgnoreCase(schema))
        .toList();
  }
}
