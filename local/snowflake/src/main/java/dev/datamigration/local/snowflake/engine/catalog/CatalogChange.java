package dev.datamigration.local.snowflake.engine.catalog;

import java.util.List;
import java.util.Set;

/**
 * What a DDL statement does, decided and not yet done.
 *
 * @param steps statements of DuckDB, run in order in one transaction with the change
 * @param removed numbers of objects that go
 * @param added objects that come, or replace those of their number
 * @param touched numbers of tables whose rows change
 * @param message what Snowflake answers
 */
public record CatalogChange(
    List<Step> steps,
    Set<Long> removed,
    List<CatalogObject> added,
    Set<Long> touched,
    String message) {
  public CatalogChange {
    steps = List.copyOf(steps);
    removed = Set.copyOf(removed);
    added = List.copyOf(added);
    touched = Set.copyOf(touched);
  }

  /** A statement of DuckDB's with its parameters. */
  public record Step(String sql, List<String> parameters) {}

  /** Nothing to do. */
  public static CatalogChange none(String message) {
    return new CatalogChange(List.of(), Set.of(), List.of(), Set.of(), message);
  }

  /** Only objects come; nothing changes in DuckDB. */
  public static CatalogChange add(String message, CatalogObject... objects) {
    return new CatalogChange(List.of(), Set.of(), List.of(objects), Set.of(), message);
  }
}
