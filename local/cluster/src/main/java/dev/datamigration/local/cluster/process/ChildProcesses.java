package dev.datamigration.local.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processes that do not outlive this virtual machine, however it ends. Each records itself as a
 * file before its program starts; a watchdog process holds the other end of a pipe and ends what is
 * recorded when the pipe closes; and what even the watchdog missed is ended by the next {@link
 * #in}. Needs a POSIX shell. Thread-safe.
 */
public final class ChildProcesses implements AutoCloseable {
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);
  private static final Duration SAME_START = Duration.ofSeconds(5);
  private static final String RECORD_AND_RUN = ": > \"$1/$$.KILL\"; shift; exec \"$@\"";
  private static final List<Path> SESSION_STARTERS =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final Path records;
  private final Process watchdog;
  private final Map<ChildProcess, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private ChildProcesses(Path records, Process watchdog) {
    this.records = records;
    this.watchdog = watchdog;
  }

  /**
   * Ends what an earlier virtual machine recorded here, and starts the watchdog.
   *
   * @param records a directory for nothing else
   */
  public static ChildProcesses in(Path records) {
    return start(records, "");
  }

  /** The same; when this virtual machine dies, {@code directory} is removed as well. */
  public static ChildProcesses removing(Path records, Path directory) {
    return start(records, directory.toAbsolutePath().toString());
  }

  private static ChildProcesses start(Path records, String directory) {
    try {
      Files.createDirectories(records);
      endRecorded(records);
      Process watchdog =
          new ProcessBuilder(
                  "sh", "-c", script(), "watchdog", records.toAbsolutePath().toString(), directory)
              .directory(Path.of("/").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new ChildProcesses(records.toAbsolutePath(), watchdog);
    } catch (IOException e) {
      throw new UncheckedIOException("the watchdog of child processes could not be started", e);
    }
  }

  private static String script() throws IOException {
    try (InputStream script = ChildProcesses.class.getResourceAsStream("watchdog.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void endRecorded(Path records) throws IOException {
    try (Stream<Path> files = Files.list(records)) {
      for (Path record : files.toList()) {
        String name = record.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('.')));
        Instant recorded = Files.getLastModifiedTime(record).toInstant();
        ProcessHandle.of(pid)
            .filter(process -> startedAt(process, recorded))
            .ifPresent(
                process -> {
                  process.descendants().forEach(ProcessHandle::destroyForcibly);
                  process.destroyForcibly();
                });
        Files.delete(record);
      }
    }
  }

  /** Whether it is the recorded process, not a later one that got its number. */
  private static boolean startedAt(ProcessHandle process, Instant recorded) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, recorded).abs().compareTo(SAME_START) < 0)
        .isPresent();
  }

  /**
   * Starts a program in a session of its own, so that Ctrl-C at the terminal does not reach it.
   *
   * @param environment the whole environment; nothing is inherited but {@code PATH}
   * @param log receives its output; appended to
   */
  public ChildProcess start(
      List<String> command, Map<String, String> environment, Path workingDirectory, Path log)
      throws IOException {
    if (closed) {
      throw new IllegalStateException("no process can be started any more");
    }
    List<String> line = new ArrayList<>();
    sessionStarter().ifPresent(program -> line.add(program.toString()));
    line.addAll(List.of("sh", "-c", RECORD_AND_RUN, "sh", records.toString()));
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(workingDirectory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
    builder.environment().putAll(environment);
    ChildProcess child = new ChildProcess(builder.start(), log);
    CompletableFuture<Void> tidied = child.onExit().thenAccept(this::tidyUp);
    running.put(child, tidied);
    var unused = tidied.thenRun(() -> running.remove(child));
    return child;
  }

  private static Optional<Path> sessionStarter() {
    return SESSION_STARTERS.stream().filter(Files::isExecutable).findFirst();
  }

  /** As with a container, nothing of it outlives its first process. */
  private void tidyUp(ChildProcess child) {
    if (sessionStarter().isPresent()) {
      endGroup(child.pid());
    }
    deleteRecord(records.resolve(child.pid() + "." + EndSignal.KILL));
  }

  private static void endGroup(long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + pid)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("the rest of process group " + pid + " could not be ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has a process that something else started ended with this virtual machine. */
  public void adopt(long pid, EndSignal signal) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              Path record = records.resolve(pid + "." + signal);
              record(record, process.info().startInstant());
              var unused = process.onExit().thenAccept(ended -> deleteRecord(record));
            });
  }

  private static void record(Path record, Optional<Instant> start) {
    try {
      Files.writeString(record, "");
      if (start.isPresent()) {
        Files.setLastModifiedTime(record, FileTime.from(start.get()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteRecord(Path record) {
    try {
      Files.deleteIfExists(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends every process it started (SIGTERM, five seconds later SIGKILL), then the watchdog; waits
   * until they are gone. Adopted ones are left to whoever started them.
   */
  @Override
  public void close() {
    closed = true;
    Map<ChildProcess, CompletableFuture<Void>> tidied = Map.copyOf(running);
    Set<ChildProcess> left = tidied.keySet();
    left.forEach(ChildProcess::terminate);
    long deadline = System.nanoTime() + CLOSE_GRACE.toNanos();
    try {
      for (ChildProcess child : left) {
        long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (!child.waitFor(Math.max(0, rest))) {
          child.kill();
          child.waitFor(CLOSE_GRACE.toMillis());
        }
      }
      tidied.values().forEach(CompletableFuture::join);
      try (OutputStream farewell = watchdog.getOutputStream()) {
        farewell.write('\n');
      }
      if (!watchdog.waitFor(CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        watchdog.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      left.forEach(ChildProcess::kill);
    } catch (IOException e) {
      watchdog.destroyForcibly();
    }
  }
}
