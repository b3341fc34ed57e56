package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All databases of a server. Safe for several threads. */
public final class Catalogue {
  private final Map<String, Database> databases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final AtomicInteger nextObject = new AtomicInteger(1_000_000);
  private final AtomicLong version = new AtomicLong();
  private int nextDatabase = 1;

  /** A database; snapshot isolation is allowed in it or not. */
  public synchronized Database add(String name, boolean snapshotAllowed) throws ServerError {
    if (databases.containsKey(name)) {
      throw new ServerError(1801, "Database '" + name + "' already exists. Choose another name.");
    }
    Database database = new Database(nextDatabase, name, snapshotAllowed);
    nextDatabase = nextDatabase == 1 ? 5 : nextDatabase + 1;
    databases.put(name, database);
    return database;
  }

  public synchronized void remove(Database database) {
    databases.remove(database.name());
  }

  /** Null if there is none. */
  public synchronized Database database(String name) {
    return databases.get(name);
  }

  public synchronized List<Database> databases() {
    return new ArrayList<>(databases.values());
  }

  public int newObjectId() {
    return nextObject.incrementAndGet();
  }

  /** Rises with each change of a definition. */
  public long version() {
    return version.get();
  }

  public void changed() {
    version.incrementAndGet();
  }
}
