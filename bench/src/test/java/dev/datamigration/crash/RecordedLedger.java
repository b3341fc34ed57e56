package dev.datamigration.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.datamigration.crash.SourceTables.Row;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.ledger.sql.LedgerTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a migration has in Snowflake at one moment, recorded by the version of its time: how
 * the ledger was made and what it held, the staged files, and the rows in the targets.
 *
 * @param lastCall the last call that was made
 * @param now Snowflake's clock
 * @param statements that made the ledger
 * @param tables their rows by the tables' names; a VARIANT is JSON, everything else text
 * @param staged the staged files by path
 * @param targets the rows of each target by its source's name; those that do not exist are missing
 */
record RecordedLedger(
    String lastCall,
    Instant now,
    List<String> statements,
    Map<String, List<JsonNode>> tables,
    Map<String, byte[]> staged,
    Map<String, List<Row>> targets) {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  static RecordedLedger read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), RecordedLedger.class);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
  }

  /** The same as a later version might have written it: every message holds a key more. */
  RecordedLedger withUnknownKeys() {
    Map<String, List<JsonNode>> later = new LinkedHashMap<>();
    tables.forEach(
        (table, rows) -> {
          List<JsonNode> copies = rows.stream().<JsonNode>map(JsonNode::deepCopy).toList();
          copies.forEach(row -> row.forEach(RecordedLedger::addUnknownKey));
          later.put(table, copies);
        });
    return new RecordedLedger(lastCall, now, statements, later, staged, targets);
  }

  private static void addUnknownKey(JsonNode value) {
    value.forEach(RecordedLedger::addUnknownKey);
    if (value instanceof ObjectNode object) {
      object.putObject("ofALaterVersion").put("means", "nothing to this one");
    }
  }

  /** Takes down what is there. */
  static RecordedLedger of(
      Account account, LedgerLocation ledger, String targetSchema, String lastCall)
      throws SQLException, IOException {
    Map<String, List<JsonNode>> tables = new LinkedHashMap<>();
    for (LedgerTable table : LedgerTable.values()) {
      tables.put(
          table.name(),
          account.query("SELECT * FROM " + ledger.table(table), RecordedLedger::values));
    }
    for (String table : List.of(LedgerSchema.OWNER_TABLE, LedgerSchema.VERSION_TABLE)) {
      tables.put(
          table, account.query("SELECT * FROM " + ledger.qualify(table), RecordedLedger::values));
    }
    AccountContents contents = new AccountContents(account, ledger, targetSchema);
    return new RecordedLedger(
        lastCall,
        account.clock.instant(),
        LedgerSchema.statements(ledger),
        tables,
        contents.staged(),
        contents.targets());
  }

  private static JsonNode values(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    ObjectNode values = JSON.createObjectNode();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String text = row.getString(i);
      if (text == null) {
        continue;
      }
      String type = columns.getColumnTypeName(i);
      String name = columns.getColumnName(i);
      if (type.equals("VARIANT")) {
        values.set(name, tree(text));
      } else if (type.startsWith("TIMESTAMP")) {
        values.put(name, row.getTimestamp(i).toInstant().toString());
      } else {
        values.put(name, text);
      }
    }
    return values;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes it all again, in a ledger and a target schema of the same names. */
  void restore(Account account, LedgerLocation ledger, String targetSchema)
      throws SQLException, IOException {
    account.clock.advanceTo(now);
    account.execute(statements.toArray(String[]::new));
    for (Map.Entry<String, List<JsonNode>> table : tables.entrySet()) {
      for (JsonNode row : table.getValue()) {
        account.execute(insert(ledger.qualify(table.getKey()), row));
      }
    }
    AccountContents contents = new AccountContents(account, ledger, targetSchema);
    contents.stage(staged);
    for (Map.Entry<String, List<Row>> target : targets.entrySet()) {
      String identity = contents.makeTarget(target.getKey(), target.getValue());
      // A table made again is another one, which the next load must not take for a swapped one.
      account.execute(
          "UPDATE "
              + ledger.qualify(LedgerTable.TABLE_RUN.name())
              + " SET TARGET_IDENTITY = '"
              + identity
              + "' WHERE TARGET_IDENTITY IS NOT NULL AND TARGET_TABLE = '"
              + SourceTables.target(target.getKey())
              + "'");
    }
  }

  private static String insert(String table, JsonNode row) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    row.forEachEntry(
        (name, value) -> {
          names.add('"' + name + '"');
          values.add(
              value.isTextual()
                  ? literal(value.asText())
                  : "PARSE_JSON(" + literal(value.toString()) + ")");
        });
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", names)
        + ") SELECT "
        + String.join(", ", values);
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
