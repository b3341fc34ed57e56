package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What a probe asks. */
interface ProbeTarget {
  /** Asks once; completes normally with empty when all is well, else with what is wrong. */
  CompletableFuture<String> ask();

  /** The target of a probe's {@code httpGet} or {@code tcpSocket}. */
  static ProbeTarget of(JsonNode probe, ContainerPorts ports, HttpClient http) {
    Duration timeout = Duration.ofSeconds(probe.path("timeoutSeconds").asLong(1));
    if (probe.has("tcpSocket")) {
      int port = ports.real(probe.path("tcpSocket").path("port"));
      return () ->
          CompletableFuture.supplyAsync(
              () -> connect(port, timeout), task -> new Thread(task, "probe").start());
    }
    JsonNode get = probe.path("httpGet");
    URI uri =
        URI.create(
            "http://"
                + PodFields.ADDRESS
                + ":"
                + ports.real(get.path("port"))
                + JsonNodes.text(get, "path"));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(timeout).GET().build();
    return () ->
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .handle(
                (answer, error) -> {
                  if (error != null) {
                    return "Get \"" + uri + "\": " + error.getMessage();
                  }
                  boolean well = answer.statusCode() >= 200 && answer.statusCode() < 400;
                  return well ? "" : "HTTP probe failed with statuscode: " + answer.statusCode();
                });
  }

  private static String connect(int port, Duration timeout) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          Math.toIntExact(timeout.toMillis()));
      return "";
    } catch (IOException e) {
      return "dial tcp " + PodFields.ADDRESS + ":" + port + ": " + e.getMessage();
    }
  }
}
