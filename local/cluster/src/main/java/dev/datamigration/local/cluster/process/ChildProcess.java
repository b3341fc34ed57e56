package dev.datamigration.local.cluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process started by {@link ChildProcesses}. Thread-safe. */
public final class ChildProcess {
  private final Process process;
  private final Path log;

  ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public long pid() {
    return process.pid();
  }

  /** Where its standard output and error go. */
  public Path log() {
    return log;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, 128 plus the signal for a process ended by one; empty while it runs. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Completes when the process is gone. */
  public CompletableFuture<ChildProcess> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** Asks it to end (SIGTERM). */
  public void terminate() {
    process.destroy();
  }

  /** Ends it and every process it started, at once (SIGKILL). */
  public void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for its end; answers whether it came within the time. */
  public boolean waitFor(long milliseconds) throws InterruptedException {
    return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }
}
