package dev.datamigration.local.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  private Path records() {
    return directory.resolve("records");
  }

  private ChildProcess start(ChildProcesses processes, String script) throws IOException {
    return processes.start(
        List.of("sh", "-c", script), Map.of("NAME", "value"), directory, directory.resolve("log"));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void aProcessWritesItsOutputToTheLogAndSeesOnlyItsEnvironment() throws Exception {
    try (ChildProcesses processes = ChildProcesses.in(records())) {
      ChildProcess child = start(processes, "echo $NAME; echo $HOME; exit 7");
      await().atMost(PATIENCE).until(() -> child.exitCode().isPresent());
      assertThat(child.exitCode()).hasValue(7);
      assertThat(child.log()).hasContent("value\n\n");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(records()).isEmptyDirectory());
    }
  }

  @Test
  void closingEndsTheProcessesTheirChildrenAndTheWatchdog() throws Exception {
    ChildProcess child;
    ChildProcess stubborn;
    List<ProcessHandle> grandchildren;
    try (ChildProcesses processes = ChildProcesses.in(records())) {
      child = start(processes, "sleep 600 & echo up; wait");
      stubborn = start(processes, "trap '' TERM; echo stubborn; while true; do sleep 1; done");
      await().atMost(PATIENCE).until(() -> Files.readString(child.log()).contains("up"));
      await().atMost(PATIENCE).until(() -> Files.readString(child.log()).contains("stubborn"));
      grandchildren =
          Stream.of(child, stubborn)
              .flatMap(each -> ProcessHandle.of(each.pid()).orElseThrow().descendants())
              .toList();
      assertThat(grandchildren).hasSizeGreaterThanOrEqualTo(1);
    }
    assertThat(child.isAlive()).isFalse();
    assertThat(stubborn.isAlive()).isFalse();
    await().atMost(PATIENCE).until(() -> grandchildren.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void theNextStartEndsWhatAnEarlierOneRecorded() throws Exception {
    Process left = new ProcessBuilder("sleep", "600").start();
    Files.createDirectories(records());
    Files.writeString(records().resolve(left.pid() + ".KILL"), "");
    try (ChildProcesses processes = ChildProcesses.in(records())) {
      assertThat(processes).isNotNull();
      await().atMost(PATIENCE).until(() -> !left.isAlive());
      assertThat(records()).isEmptyDirectory();
    }
  }

  @Test
  void theNextStartSparesAProcessThatOnlyHasTheSameNumber() throws Exception {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      Path record = Files.createDirectories(records()).resolve(other.pid() + ".KILL");
      Files.writeString(record, "");
      Files.setLastModifiedTime(record, java.nio.file.attribute.FileTime.fromMillis(0));
      ChildProcesses.in(records()).close();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whenTheParentIsKilledItsProcessesAndItsDirectoryGo() throws Exception {
    Files.createDirectories(directory.resolve("state/deep"));
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProgram.class.getName(),
                directory.toString())
            .start();
    Path pidFile = directory.resolve("pid");
    await().atMost(PATIENCE).until(() -> Files.exists(pidFile));
    long child = Long.parseLong(Files.readString(pidFile));
    await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.of(child).orElseThrow().children().findAny().isPresent());
    long grandchild =
        ProcessHandle.of(child).orElseThrow().children().findAny().orElseThrow().pid();
    List<ProcessHandle> watchdog =
        parent.descendants().filter(process -> process.pid() != child).toList();

    parent.destroyForcibly().waitFor();

    await().atMost(PATIENCE).until(() -> !isAlive(child) && !isAlive(grandchild));
    await().atMost(PATIENCE).until(() -> !Files.exists(directory.resolve("state")));
    await().atMost(PATIENCE).until(() -> watchdog.stream().noneMatch(ProcessHandle::isAlive));
  }
}
