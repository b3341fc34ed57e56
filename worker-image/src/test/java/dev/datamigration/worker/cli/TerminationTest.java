package dev.datamigration.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker as a process of its own; neither its source nor its Snowflake answers. */
class TerminationTest {
  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void endProcess() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void sigtermEndsItWithExitCodeZeroAlthoughSnowflakeIsOutOfReachAndItsFilesAreGone()
      throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("worker.toml"),
            """
            [application]
            local_results_directory = "%s"
            [connections.source.postgresql]
            host = "127.0.0.1"
            port = 1
            database = "d"
            username = "u"
            password = "source-secret"
            [connections.target.snowflake]
            url = "http://127.0.0.1:1"
            account = "a"
            token = "snowflake-secret"
            """
                .formatted(folder.resolve("scratch")));
    Path log = folder.resolve("log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                "run",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> text(log).contains("The source cannot be reached"));
    assertThat(folder.resolve("scratch").resolve("slot-0")).isDirectory();

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("scratch").resolve("slot-0")).doesNotExist();
    assertThat(text(log)).contains("Stopping").doesNotContain("-secret");
  }

  private static String text(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
