package dev.datamigration.local.cluster.node;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A container's program for tests: answers {@code /ready} and {@code /alive} with 200 while no file
 * of the same name lies in the directory of its first argument, {@code /env/NAME} with a variable,
 * and {@code /file/PATH} with a file. Told {@code crash} there, it ends with code 3 when started.
 */
public final class TinyProgram {
  private TinyProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]);
    System.out.println("started with " + List.of(arguments));
    if (Files.exists(directory.resolve("crash"))) {
      System.exit(3);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("asked to end")));
    int port = Integer.parseInt(System.getenv("LISTEN_ON"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String answer = answer(directory, path);
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.startsWith("!") ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("listening");
    new CountDownLatch(1).await();
  }

  private static String answer(Path directory, String path) throws IOException {
    if (path.startsWith("/env/")) {
      return String.valueOf(System.getenv(path.substring("/env/".length())));
    }
    if (path.startsWith("/file/")) {
      return Files.readString(Path.of(path.substring("/file".length())));
    }
    return Files.exists(directory.resolve(path.substring(1))) ? "!not well" : "well";
  }
}
