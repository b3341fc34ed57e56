package dev.datamigration.local.snowflake.engine.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The catalogue on disk: a table of DuckDB beside the data, changed in the same transaction as what
 * it describes. Thread-safe except for {@link #write}, whose callers come one at a time.
 */
public final class CatalogStore {
  private static final JsonMapper JSON = new JsonMapper();

  private final Clock clock;
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicLong lastCreated = new AtomicLong();

  public CatalogStore(Clock clock) {
    this.clock = clock;
  }

  /** What is on disk; makes the table at the first start. */
  public Catalog read(Connection connection) throws SQLException {
    List<CatalogObject> objects = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS main.catalogue (id BIGINT NOT NULL, body VARCHAR NOT NULL)");
      try (ResultSet rows = statement.executeQuery("SELECT body FROM main.catalogue")) {
        while (rows.next()) {
          objects.add(JSON.readValue(rows.getString(1), CatalogObject.class));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT coalesce(max(id), 0), (SELECT coalesce(max(regexp_extract(name, '[0-9]+$')::BIGINT), 0) FROM (SELECT table_name AS name FROM duckdb_tables() WHERE table_name ~ '^t[0-9]+$' UNION ALL SELECT column_name FROM duckdb_columns() WHERE column_name ~ '^c[0-9]+$')) FROM main.catalogue")) {
        row.next();
        lastId.set(Math.max(row.getLong(1), row.getLong(2)));
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("the catalogue cannot be read", e);
    }
    lastCreated.set(objects.stream().mapToLong(CatalogObject::created).max().orElse(0));
    return new Catalog(objects);
  }

  /** A number no object has had. */
  public long nextId() {
    return lastId.incrementAndGet();
  }

  /** The time, a millisecond later than any object's so far. */
  public long nextCreated() {
    return lastCreated.updateAndGet(last -> Math.max(last + 1, clock.millis()));
  }

  /** Writes a change in the connection's transaction. */
  public void write(Connection connection, Set<Long> removed, List<? extends CatalogObject> added)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM main.catalogue WHERE id = ?")) {
      for (long id : removed) {
        delete.setLong(1, id);
        delete.execute();
      }
      for (CatalogObject object : added) {
        delete.setLong(1, object.id());
        delete.execute();
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO main.catalogue VALUES (?, ?)")) {
      for (CatalogObject object : added) {
        insert.setLong(1, object.id());
        insert.setString(2, JSON.writeValueAsString(object));
        insert.execute();
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("the catalogue cannot be written", e);
    }
  }
}
