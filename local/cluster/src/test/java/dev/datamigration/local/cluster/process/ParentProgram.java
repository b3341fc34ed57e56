package dev.datamigration.local.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts a child below its first argument, writes the child's process id to a file, and stays. */
public final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    ChildProcesses processes =
        ChildProcesses.removing(directory.resolve("records"), directory.resolve("state"));
    ChildProcess child =
        processes.start(
            List.of("sh", "-c", "sleep 600 & wait"), Map.of(), directory, directory.resolve("log"));
    Path next = directory.resolve("pid.next");
    Files.writeString(next, Long.toString(child.pid()));
    Files.move(next, directory.resolve("pid"));
    new CountDownLatch(1).await();
  }
}
