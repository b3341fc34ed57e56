package dev.datamigration.bench.types;

import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One table's way from a source to a Snowflake account.
 *
 * @param folder where staged files are written before they are moved
 */
record TypedMigration(TypedSource from, TargetAccount account, Path folder) {
  /** What arrived: the plan that was followed, and the rows by their keys. */
  record Arrived(TablePlan plan, Map<Integer, List<String>> rows) {}

  /** Opens the source, as a worker does. */
  Source open() {
    return from.platform().open(from.settings());
  }

  TablePlan plan(Source source, String table, List<ColumnTypeMapping> mappings) {
    return source.plan(
        TableConfiguration.builder()
            .source(new SourceTable(from.database(), from.schema(), table))
            .target(new TargetTable("LAKE", "PUBLIC", table.toUpperCase(Locale.ROOT), null))
            .columnTypeMappings(mappings)
            .build(),
        null,
        new Cancellation());
  }

  /** Migrates a whole table and reads it back. */
  Arrived migrate(Source source, String table, List<ColumnTypeMapping> mappings, String suffix)
      throws SQLException, IOException {
    TablePlan plan = plan(source, table, mappings);
    QualifiedName target =
        new QualifiedName("LAKE", "PUBLIC", (table + suffix).toUpperCase(Locale.ROOT));
    String tableFolder = "w/1/" + target.table() + "/";
    List<StagedFile> staged = new ArrayList<>();
    Path files = Files.createTempDirectory(folder, "arriving");
    for (Partition partition : plan.partitions()) {
      extract(
          source,
          plan,
          partition,
          null,
          files,
          (file, rows) -> staged.add(account.stage(file, rows, tableFolder)));
    }
    account.load(target, plan.columns(), tableFolder, staged);
    return new Arrived(plan, account.read(target, plan.columns()));
  }

  /** Reads the rows of a partition that a condition holds for. */
  void extract(
      Source source,
      TablePlan plan,
      Partition partition,
      String condition,
      Path files,
      FinishedFiles finished) {
    source.extract(
        new TableExtraction(
            plan.source(), plan.columns(), plan.keyColumns(), condition, null, null),
        partition,
        files,
        finished,
        (rows, bytes) -> {},
        new Cancellation());
  }
}
