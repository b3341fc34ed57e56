package dev.datamigration.worker.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /livez}, {@code /readyz} and {@code /metrics} over plain HTTP. */
public final class HealthServer implements AutoCloseable {
  private static final int MOST_AT_ONCE = 2;

  private final HttpServer server;
  private final ExecutorService executor;

  private HealthServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Opens the endpoints on every address of this machine, as the kubelet needs it.
   *
   * @param port 0 for any free one
   * @param metrics the text of {@code /metrics}
   * @throws DmwException {@code DMW-304} if the port cannot be had
   */
  public static HealthServer open(int port, WorkerHealth health, Supplier<String> metrics) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
      ExecutorService executor =
          Executors.newFixedThreadPool(
              MOST_AT_ONCE,
              task -> {
                Thread thread = new Thread(task, "health");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(executor);
      server.createContext("/livez", exchange -> answer(exchange, "/livez", health.notLive()));
      server.createContext("/readyz", exchange -> answer(exchange, "/readyz", health.notReady()));
      server.createContext(
          "/metrics", exchange -> send(exchange, 200, "text/plain; version=0.0.4", metrics.get()));
      server.start();
      return new HealthServer(server, executor);
    } catch (IOException e) {
      throw new DmwException(
          WorkerErrorCode.HEALTH_PORT_TAKEN,
          "The health endpoints cannot be opened on port " + port + ": " + e.getMessage() + ".",
          "Set health_port, or the environment variable DMW_HEALTH_PORT, to a free port, or to 0 for none.",
          e);
    }
  }

  /** The port that is open. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, String path, String trouble)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      send(exchange, 404, "text/plain", "there is only " + path + "\n");
    } else if (trouble == null) {
      send(exchange, 200, "text/plain", "ok\n");
    } else {
      send(exchange, 503, "text/plain", trouble + "\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
  }
}
