package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.message.WorkerEvent.Failed;
import dev.datamigration.model.message.WorkerEvent.Succeeded;
import dev.datamigration.worker.source.SourceErrorCode;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker whose scratch folder is on a file system that is really full: one in memory. */
@Timeout(120)
class FullDiskTest {
  private static final int BLOCK = 8_192;
  private static final int DISK = 1 << 20;

  private static FileSystem disk() {
    return Jimfs.newFileSystem(
        Configuration.unix().toBuilder().setBlockSize(BLOCK).setMaxSize(DISK).build());
  }

  @Test
  void thePartitionFailsWithItsCodeNothingOfItIsStagedAndTheOthersGoOn() throws Exception {
    try (FileSystem disk = disk();
        RunningWorker running =
            new RunningWorker(disk.getPath("/scratch"), 1, Duration.ofSeconds(60))) {
      running.source.setFileBytes(1, 3 * DISK);
      running.source.setFileBytes(2, DISK / 4);
      for (int number = 1; number <= 3; number++) {
        running.operator.publish("w/1/t/" + number, Tasks.extraction(number));
      }
      running.start();

      until(running.operator::isDone);

      Failed failed = (Failed) running.operator.task("w/1/t/1").result;
      assertThat(failed.failure().code()).isEqualTo(SourceErrorCode.LOCAL_FOLDER.code());
      assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.NEEDS_PERSON);
      assertThat(failed.failure().message()).contains("out of disk space", "tried again");
      assertThat(running.operator.task("w/1/t/2").result).isInstanceOf(Succeeded.class);
      assertThat(running.operator.task("w/1/t/3").result).isInstanceOf(Succeeded.class);
      // What the failed one had written does not fill the disk any longer.
      assertThat(running.uploads.tries()).noneMatch(path -> path.startsWith("w/1/t/1/"));
      assertThat(running.filesOnDisk()).isZero();
    }
  }

  /** The operator gives it out again; then somebody has made room. */
  @Test
  void onceThereIsRoomTheNextAttemptSucceeds() throws Exception {
    try (FileSystem disk = disk();
        RunningWorker running =
            new RunningWorker(disk.getPath("/scratch"), 1, Duration.ofSeconds(60))) {
      Path others = disk.getPath("/others");
      Files.write(others, new byte[DISK - 4 * BLOCK]);
      running.source.setFileBytes(1, DISK / 4);
      running.operator.publish("w/1/t/1", Tasks.extraction(1));
      running.start();
      until(() -> running.operator.task("w/1/t/1").result instanceof Failed);

      Files.delete(others);
      running.operator.loseAttempt("w/1/t/1");

      until(() -> running.operator.task("w/1/t/1").result instanceof Succeeded);
      assertThat(running.uploads.staged()).containsExactly("w/1/t/1/2/00001.parquet");
      assertThat(running.filesOnDisk()).isZero();
    }
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
