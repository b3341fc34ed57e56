package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TableFacts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A source's catalogue and statistics, on one connection. A table that is missing, or that the user
 * may not read, is a {@link dev.datamigration.model.error.DmwException}. Belongs to one thread.
 */
public interface SourceCatalogue {
  /** Everything planning needs to know of a table. */
  TableFacts describe(QualifiedName table) throws SQLException;

  /** A table's columns as they are now. */
  List<SourceColumn> columns(QualifiedName table) throws SQLException;

  /**
   * Boundaries over one column from statistics the source already has, ascending.
   *
   * @return empty if it has none or they are too coarse
   */
  Optional<List<KeyValue>> boundaries(TableFacts table, KeyColumn column, int parts)
      throws SQLException;

  /**
   * See {@link dev.datamigration.worker.source.planning.PlanningSession#settledBound}; a source
   * that cannot tell gives none.
   */
  default Optional<KeyValue> settledBound(SourceColumn column, List<String> warnings)
      throws SQLException {
    return Optional.empty();
  }

  /** See {@link dev.datamigration.worker.source.planning.PlanningSession#isChangeCounter}. */
  default boolean isChangeCounter(SourceColumn column) {
    return false;
  }
}
