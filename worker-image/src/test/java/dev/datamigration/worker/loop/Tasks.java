package dev.datamigration.worker.loop;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.config.ApplicationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Work and settings for tests. */
final class Tasks {
  private static final TableExtraction TABLE =
      new TableExtraction(
          new QualifiedName("db", "public", "orders"), List.of(), List.of(), null, null, null);

  private Tasks() {}

  static TaskWork.Extract extraction(int partition) {
    return new TaskWork.Extract(
        TABLE, new Partition(partition, new KeyRange.WholeTable(), 0, 0), "");
  }

  /** The first attempt of a partition, for the first lane. */
  static Assignment assignment(int partition) {
    return assignment(partition, Recall.NONE);
  }

  static Assignment assignment(int partition, Recall recall) {
    return new Assignment(
        "w/1/t/" + partition, 1, 0, partition, recall, "w", extraction(partition));
  }

  static WorkerDescription worker(int lanes) {
    return new WorkerDescription("host/1", "host", null, "postgresql", "ns/src", lanes, "test");
  }

  static ApplicationSettings settings(int lanes, Path scratch) {
    return settings(lanes, scratch, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ZERO);
  }

  static ApplicationSettings settings(
      int lanes, Path scratch, Duration heartbeat, Duration lease, Duration grace) {
    return new ApplicationSettings(
        lanes,
        null,
        "ns/src",
        "host",
        LedgerLocation.DEFAULT,
        scratch,
        Duration.ofSeconds(1),
        heartbeat,
        lease,
        Duration.ofSeconds(600),
        Duration.ofSeconds(300),
        Duration.ofSeconds(1800),
        grace,
        0);
  }
}
