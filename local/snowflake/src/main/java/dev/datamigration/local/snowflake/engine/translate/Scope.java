package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names an expression may use. */
final class Scope {
  private final Scope outer;
  private final List<BoundRelation> relations = new ArrayList<>();
  private final Map<String, Expression> aliases = new HashMap<>();
  private final Set<String> merged = new HashSet<>();
  private final Set<String> resolving = new HashSet<>();
  private List<BoundColumn> stageColumns;

  Scope(Scope outer) {
    this.outer = outer;
  }

  void add(BoundRelation relation) {
    relations.add(relation);
  }

  /** A name of the select list, usable where no column has it. */
  void alias(String name, Expression expression) {
    aliases.putIfAbsent(name, expression);
  }

  /** A column of USING: its name alone is not ambiguous. */
  void merge(String column) {
    merged.add(column);
  }

  boolean isMerged(String column) {
    return merged.contains(column);
  }

  /** Makes {@code $1} mean a file with these columns. */
  void stageColumns(List<BoundColumn> columns) {
    stageColumns = columns;
  }

  /** The column of a staged file, or null if the files lack it. */
  BoundColumn stageColumn(String name) {
    if (stageColumns == null) {
      throw SqlErrors.syntax("$1 means a column of staged files, and there are none here");
    }
    return stageColumns.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
  }

  List<BoundRelation> relations() {
    return relations;
  }

  /** The column, or null if there is none of that name here or outside. */
  BoundColumn find(List<String> parts) {
    String name = parts.get(parts.size() - 1);
    List<String> qualifier = parts.subList(0, parts.size() - 1);
    List<BoundColumn> found = new ArrayList<>();
    for (BoundRelation relation : relations) {
      if (qualifier.isEmpty() || relation.answersTo(qualifier)) {
        relation.columns().stream().filter(c -> c.name().equals(name)).forEach(found::add);
      }
    }
    if (found.size() > 1 && !(qualifier.isEmpty() && merged.contains(name))) {
      throw new SqlError(
          2028, "42601", "SQL compilation error:\nambiguous column name '" + name + "'");
    }
    if (!found.isEmpty()) {
      return found.get(0);
    }
    return outer == null ? null : outer.find(parts);
  }

  /**
   * What the select list calls by that name, or null; asked again while it is being resolved, it is
   * null, so that {@code a + 1 AS a} is the column's.
   */
  Expression aliasFor(String name) {
    return resolving.contains(name) ? null : aliases.get(name);
  }

  void startResolving(String alias) {
    resolving.add(alias);
  }

  void endResolving(String alias) {
    resolving.remove(alias);
  }
}
