package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.stack.ProductFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quickstart as a person runs it: what it prints, how it ends, what it leaves. */
class QuickstartProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  private Path temporary() {
    return directory.resolve("tmp");
  }

  private Process run(String output, String... options) throws IOException {
    Files.createDirectories(temporary());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary());
    command.add(
        "-D" + ProductFiles.ROOT_PROPERTY + "=" + System.getProperty(ProductFiles.ROOT_PROPERTY));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(QuickstartMain.class.getName());
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(output).toFile())
            .start();
    started.add(process);
    return process;
  }

  private String text(String output) throws IOException {
    return Files.readString(directory.resolve(output));
  }

  private void awaitMigration(String output) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(output)).contains("Migrating"));
  }

  private static void awaitEnd(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  /** Every process that works in the quickstarts' folders. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> started.stream().noneMatch(own -> own.pid() == process.pid()))
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(temporary().toString()))
                    .isPresent())
        .toList();
  }

  private void nothingIsLeft() {
    noProcessIsLeft();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(temporary()).isEmptyDirectory());
  }

  private void noProcessIsLeft() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(processes()).isEmpty());
  }

  @Test
  void twoSideBySideEndWithTheirResultLinesAndLeaveNothing() throws Exception {
    String[] options = {
      "--scale", "0.01", "--tables", "region,oddities.text_key", "--workers", "1"
    };
    Process first = run("first", options);
    Process second = run("second", options);
    awaitEnd(first);
    awaitEnd(second);
    for (String output : List.of("first", "second")) {
      assertThat(text(output).strip())
          .containsPattern("RESULT tables=2 rows=2005 lost=0 doubled=0 different=0 seconds=\\d+$");
    }
    assertThat(first.exitValue()).isZero();
    assertThat(second.exitValue()).isZero();
    nothingIsLeft();
  }

  @Test
  void leavesNothingWhenItIsInterrupted() throws Exception {
    Process quickstart = run("output", "--scale", "0.01", "--tables", "region");
    awaitMigration("output");
    assertThat(processes()).isNotEmpty();
    quickstart.destroy();
    awaitEnd(quickstart);
    nothingIsLeft();
    assertThat(text("output")).doesNotContain("Exception");
  }

  @Test
  void leavesNoProcessAndNoDataWhenItIsKilled() throws Exception {
    Process quickstart = run("output", "--scale", "0.01", "--tables", "region");
    awaitMigration("output");
    quickstart.destroyForcibly().waitFor();
    noProcessIsLeft();
    // A library's small file, which it removes at an orderly end, may stay.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(temporary()).isDirectoryNotContaining("glob:**/dmw-quickstart-*"));
  }

  @Test
  void saysWhichTablesThereAreBeforeItStartsAnything() throws Exception {
    Process quickstart = run("output", "--tables", "regoin");
    awaitEnd(quickstart);
    assertThat(text("output"))
        .startsWith("DMW-913: There is no table regoin. Choose among lineitem, ")
        .doesNotContain("Exception");
    assertThat(quickstart.exitValue()).isEqualTo(1);
    nothingIsLeft();
  }

  @Test
  void migratesFromSqlServerToo() throws Exception {
    Process quickstart =
        run(
            "output",
            "--source",
            "sqlserver",
            "--scale",
            "0.01",
            "--tables",
            "region,oddities.guid_key",
            "--workers",
            "1");
    awaitEnd(quickstart);
    assertThat(text("output").strip())
        .startsWith("Starting SQL Server stand-in, ")
        .containsPattern("RESULT tables=2 rows=2005 lost=0 doubled=0 different=0 seconds=\\d+$");
    assertThat(quickstart.exitValue()).isZero();
    nothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--source oracle | there is no source \"oracle\"; choose among postgresql, redshift, sqlserver | 2",
        "--workers 1001 | DMW-913: --workers is 1001; nothing was started. Give a figure from 1 to 1000. | 1",
        "--scale 1e9 | DMW-913: --scale is 1.0E9; nothing was started. Give a figure from 0.01 to 100.0. | 1",
        "--version | quickstart | 0",
        "--help | sqlserver: a | 0"
      })
  void answersBeforeItStartsAnything(String options, String expected, int exit) throws Exception {
    Process quickstart = run("output", options.split(" ", -1));
    awaitEnd(quickstart);
    assertThat(text("output")).contains(expected).doesNotContain("Starting", "Exception");
    assertThat(quickstart.exitValue()).isEqualTo(exit);
    nothingIsLeft();
  }
}
