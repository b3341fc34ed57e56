package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackOptions;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole migration: real database, real operator, real workers, real driver. */
class MigrationIT {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(SourcePlatform.class)
  void everyRowArrivesOnceAndUnchangedAndTheWorkersGo(SourcePlatform platform) throws Exception {
    StackOptions options = StackOptions.in(directory.resolve("stack")).withPlatform(platform);
    try (EmbeddedStack stack = EmbeddedStack.start(options)) {
      Quickstart quickstart =
          new Quickstart(stack, new QuickstartOptions(0.01, 2, 2, platform, List.of()));
      quickstart.prepare();
      WorkflowRun workflow = quickstart.start();
      Duration time = quickstart.follow(workflow, silent());
      QuickstartResult result = quickstart.compare(workflow, time, directory);
      assertThat(result.resultLine()).contains(" lost=0 doubled=0 different=0 ");
      assertThat(result.rows()).isGreaterThan(100_000);
      assertThat(result.tables()).hasSameSizeAs(quickstart.tables());
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(stack.workers().running()).isEmpty());
    }
    assertThat(directory.resolve("stack")).doesNotExist();
  }

  static ProgressDisplay silent() {
    return new PlainProgress(
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
