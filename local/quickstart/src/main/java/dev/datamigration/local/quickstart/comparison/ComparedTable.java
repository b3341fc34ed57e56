package dev.datamigration.local.quickstart.comparison;

import java.util.List;

/**
 * A table at the source and the one its rows should have arrived in.
 *
 * @param source as SQL at the source: schema and table, quoted where they need it
 * @param target as SQL in Snowflake: database, schema and table, quoted where they need it
 * @param key exact source names of the columns that identify a row; empty: the whole row does
 */
public record ComparedTable(String source, String target, List<String> key) {
  public ComparedTable {
    key = List.copyOf(key);
  }
}
