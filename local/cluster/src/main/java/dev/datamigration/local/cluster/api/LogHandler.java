package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code kubectl logs}: the tail of a container's log file, and what is added to it. */
final class LogHandler {
  private static final int CHUNK = 64 * 1024;
  private static final long FOLLOW_MILLISECONDS = 200;
  private static final List<String> REFUSED =
      List.of("sinceSeconds", "sinceTime", "limitBytes", "stream");

  private final ObjectOperations operations;
  private final PodLogs logs;

  LogHandler(ObjectOperations operations, PodLogs logs) {
    this.operations = operations;
    this.logs = logs;
  }

  void handle(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException, InterruptedException {
    if (!type.kind().equals("Pod") || !exchange.method().equals("GET")) {
      throw ApiException.noSuchResource();
    }
    for (String option : REFUSED) {
      if (!exchange.query(option).isEmpty()) {
        throw ApiException.badRequest("the log option " + option + " is not supported here");
      }
    }
    if (exchange.flag("timestamps")) {
      throw ApiException.badRequest("the log option timestamps is not supported here");
    }
    ObjectNode pod = operations.get(type, path.namespace(), path.name());
    String container = exchange.query("container");
    Path file = logs.find(pod, container, exchange.flag("previous"));
    boolean follow = exchange.flag("follow");
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r");
        OutputStream out = exchange.stream("text/plain; charset=utf-8")) {
      String tail = exchange.query("tailLines");
      if (!tail.isEmpty()) {
        log.seek(startOfTail(log, Long.parseLong(tail)));
      }
      copy(log, out);
      while (follow) {
        boolean running = logs.isRunning(pod, container);
        copy(log, out);
        if (!running) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(FOLLOW_MILLISECONDS);
      }
    }
  }

  private static void copy(RandomAccessFile log, OutputStream out) throws IOException {
    byte[] buffer = new byte[CHUNK];
    int read = log.read(buffer);
    while (read > 0) {
      out.write(buffer, 0, read);
      read = log.read(buffer);
    }
    out.flush();
  }

  /** Where the last {@code lines} lines begin. */
  private static long startOfTail(RandomAccessFile log, long lines) throws IOException {
    long position = log.length();
    long found = 0;
    while (position > 0) {
      log.seek(position - 1);
      boolean endOfEarlierLine = log.read() == '\n' && position < log.length();
      if (endOfEarlierLine && ++found == lines) {
        return position;
      }
      position--;
    }
    return lines == 0 ? log.length() : 0;
  }
}
