package dev.datamigration.model.naming;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import java.util.List;
import java.util.Optional;

/** Finds the columns that a configuration names. */
public final class ColumnReferences {
  private ColumnReferences() {}

  /**
   * The column of a table that a written name means. The exact identifier is preferred; on SQL
   * Server and Redshift, whose names ignore case unless they are told otherwise, a column that
   * differs in case only is taken if it is the only one.
   *
   * @param columns exact identifiers
   * @param written as the user wrote it
   * @throws InvalidIdentifierException if it is no identifier
   */
  public static Optional<String> find(Platform platform, List<String> columns, String written) {
    String exact = SqlIdentifier.exact(written, platform.identifierRule());
    if (columns.contains(exact)) {
      return Optional.of(exact);
    }
    List<String> alike =
        platform.keepsColumnSpelling()
            ? List.of()
            : columns.stream().filter(exact::equalsIgnoreCase).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }
}
