package dev.datamigration.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stops processes without ending them. */
final class Signals {
  private Signals() {}

  /**
   * SIGSTOPs the processes, waits, and SIGCONTs them; those that are gone are left out.
   *
   * @param milliseconds how long they stand still
   */
  static void pause(List<ProcessHandle> processes, long milliseconds)
      throws IOException, InterruptedException {
    send("-STOP", processes);
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } finally {
      send("-CONT", processes);
    }
  }

  private static void send(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> command.add(Long.toString(process.pid())));
    if (command.size() > 2) {
      // One that ended meanwhile makes kill complain; the others got their signal.
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
