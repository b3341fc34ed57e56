package dev.datamigration.crash;

import dev.datamigration.crash.SourceTables.Row;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.model.plan.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What lies in the targets and in the stage, to look at and to put back. */
final class AccountContents {
  private final Account account;
  private final LedgerLocation ledger;
  private final String targetSchema;

  AccountContents(Account account, LedgerLocation ledger, String targetSchema) {
    this.account = account;
    this.ledger = ledger;
    this.targetSchema = targetSchema;
  }

  private static QualifiedName target(String schema, String sourceTable) {
    return new QualifiedName(Account.TARGET_DATABASE, schema, SourceTables.target(sourceTable));
  }

  /** The rows of each target there is, by its source's name. */
  Map<String, List<Row>> targets() throws SQLException {
    List<String> there =
        account.query(
            "SHOW TABLES IN SCHEMA " + Account.TARGET_DATABASE + "." + targetSchema,
            row -> row.getString("name"));
    Map<String, List<Row>> targets = new LinkedHashMap<>();
    for (String table : SourceTables.PARTITIONS.keySet()) {
      if (there.contains(SourceTables.target(table))) {
        targets.put(table, rows(table));
      }
    }
    return targets;
  }

  /** The rows of one target. */
  List<Row> rows(String sourceTable) throws SQLException {
    return account.query(
        "SELECT ID, NOTE FROM " + target(targetSchema, sourceTable).display(),
        row -> {
          long id = row.getLong(1);
          return new Row(row.wasNull() ? null : id, row.getString(2));
        });
  }

  /** Makes a target as the operator does; returns what tells it apart from others. */
  String makeTarget(String sourceTable, List<Row> rows) throws SQLException {
    QualifiedName target = target(targetSchema, sourceTable);
    String identity =
        new JdbcTargetTables(account.sessions(), ledger)
            .prepare(new TargetRequest("restored", target, SourceTables.COLUMNS, false, null, null))
            .identity();
    for (Row row : rows) {
      String note = row.note() == null ? "NULL" : "'" + row.note() + "'";
      account.execute(
          "INSERT INTO " + target.display() + " VALUES (" + row.id() + ", " + note + ")");
    }
    return identity;
  }

  /** The staged files by path. */
  Map<String, byte[]> staged() throws SQLException, IOException {
    Map<String, byte[]> staged = new LinkedHashMap<>();
    for (String name : account.query("LIST " + ledger.stage(""), row -> row.getString("name"))) {
      String path = name.substring(name.indexOf('/') + 1);
      staged.put(path, Files.readAllBytes(stored(path)));
    }
    return staged;
  }

  private Path stored(String path) throws IOException {
    try (Stream<Path> files = Files.walk(account.folder)) {
      return files.filter(file -> file.endsWith(path)).findAny().orElseThrow();
    }
  }

  /** Stages files again. */
  void stage(Map<String, byte[]> staged) throws IOException {
    JdbcStageUploads uploads = new JdbcStageUploads(account.sessions(), ledger);
    Path folder = Files.createTempDirectory(account.folder, "restored");
    for (Map.Entry<String, byte[]> file : staged.entrySet()) {
      Path local = folder.resolve(Path.of(file.getKey()).getFileName());
      Files.write(local, file.getValue());
      uploads.upload(local, file.getKey());
    }
  }
}
