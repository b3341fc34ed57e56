package dev.datamigration.local.sqlserver.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A database: schemas by name and the objects in them. Guarded by its {@link Catalogue}. */
public final class Database {
  private final int id;
  private final String name;
  private final Map<String, Integer> schemas = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, DatabaseObject> objects = new TreeMap<>();
  private int nextSchema = 5;
  private boolean snapshotAllowed;
  private boolean readCommittedSnapshot;

  Database(int id, String name, boolean snapshotAllowed) {
    this.id = id;
    this.name = name;
    this.snapshotAllowed = snapshotAllowed;
    schemas.put("dbo", 1);
    schemas.put("guest", 2);
    schemas.put("INFORMATION_SCHEMA", 3);
    schemas.put("sys", 4);
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public synchronized boolean snapshotAllowed() {
    return snapshotAllowed;
  }

  public synchronized boolean readCommittedSnapshot() {
    return readCommittedSnapshot;
  }

  public synchronized void snapshotAllowed(boolean on) {
    snapshotAllowed = on;
  }

  public synchronized void readCommittedSnapshot(boolean on) {
    readCommittedSnapshot = on;
  }

  /** Schema ids by name as written. */
  public synchronized Map<String, Integer> schemas() {
    Map<String, Integer> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(schemas);
    return copy;
  }

  public synchronized List<DatabaseObject> objects() {
    return new ArrayList<>(objects.values());
  }

  /** Null if there is none. */
  public synchronized DatabaseObject object(String schema, String object) {
    return objects.get(key(schema, object));
  }

  /** False if the schema is there already. */
  public synchronized boolean addSchema(String schema) {
    return schemas.putIfAbsent(schema, nextSchema) == null && nextSchema++ > 0;
  }

  public synchronized boolean removeSchema(String schema) {
    return schemas.remove(schema) != null;
  }

  /** Adds an object or replaces the one of its name. */
  public synchronized void put(DatabaseObject object) {
    objects.put(key(object.schema(), object.name()), object);
  }

  public synchronized void remove(DatabaseObject object) {
    objects.remove(key(object.schema(), object.name()));
  }

  private static String key(String schema, String object) {
    return fold(schema) + '\0' + fold(object);
  }

  private static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
