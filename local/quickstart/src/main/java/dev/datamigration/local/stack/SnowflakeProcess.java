package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.process.ChildProcess;
import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.local.snowflake.SnowflakeMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Snowflake stand-in as a process of its own. It can be killed and started again; its address
 * and its data stay. Used by one thread, except {@link #connect}.
 */
public final class SnowflakeProcess extends SnowflakeStandIn {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ChildProcesses processes;
  private ChildProcess process;

  private SnowflakeProcess(ChildProcesses processes, Path directory, SnowflakeUsers users) {
    super(directory, users);
    this.processes = processes;
  }

  /** Starts it with its data below {@code directory}; it answers when this returns. */
  static SnowflakeProcess start(ChildProcesses processes, Path directory, SnowflakeUsers users) {
    SnowflakeProcess snowflake = new SnowflakeProcess(processes, directory, users);
    snowflake.start();
    return snowflake;
  }

  /** Starts it again after {@link #kill}. */
  public void start() {
    try {
      Path temporary = Files.createDirectories(directory().resolve("tmp"));
      List<String> command =
          new ArrayList<>(
              JavaProgram.main("1500m", SnowflakeMain.class, "-Djava.io.tmpdir=" + temporary));
      command.addAll(
          List.of(
              "--directory",
              directory().resolve("data").toString(),
              "--port",
              Integer.toString(port())));
      users()
          .accountArguments(directory())
          .forEach(account -> command.addAll(List.of("--account", account)));
      process =
          processes.start(
              command,
              Map.of("HOME", directory().toString()),
              directory(),
              directory().resolve("snowflake.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Waiting.until(
        PATIENCE,
        "The Snowflake stand-in",
        () -> "The end of its log:\n" + Processes.lastLines(process.log(), 15),
        () -> {
          Processes.mustLive(process, "The Snowflake stand-in");
          return listens();
        });
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.kill();
    process.waitFor(PATIENCE.toMillis());
  }

  /** The process that runs now, or ran last. */
  public long processId() {
    return process.pid();
  }

  /** A file with the token of the person that {@link #connect} logs in as. */
  public Path personTokenFile() {
    return directory().resolve("person");
  }

  /** What it prints. */
  public Path log() {
    return process.log();
  }

  /** The driver itself tries again for long when nobody listens. */
  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      return socket.isConnected();
    }
  }
}
