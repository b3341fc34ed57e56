package dev.datamigration.local.sqlserver;

import java.nio.file.Path;
import java.util.List;

/**
 * How a stand-in starts.
 *
 * @param databases beside master; the first is the default one
 * @param users who may log in, at least one
 * @param snapshotAllowed whether ALLOW_SNAPSHOT_ISOLATION is on in these databases
 * @param folder where the rows are kept; null for memory. Definitions are always in memory, so that
 *     a folder can not be opened a second time
 */
public record StandInOptions(
    List<String> databases, List<SqlServerUser> users, boolean snapshotAllowed, Path folder) {
  public StandInOptions {
    databases = List.copyOf(databases);
    users = List.copyOf(users);
    if (databases.isEmpty() || users.isEmpty()) {
      throw new IllegalArgumentException("a database and a user are needed");
    }
  }

  /** In memory, snapshot isolation allowed. */
  public static StandInOptions inMemory(String database, SqlServerUser... users) {
    return new StandInOptions(List.of(database), List.of(users), true, null);
  }
}
