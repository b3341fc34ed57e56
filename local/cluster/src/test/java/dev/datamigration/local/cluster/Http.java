package dev.datamigration.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests as they are on the wire, for what no client library sends. */
final class Http {
  private final ClusterServer cluster;
  private final HttpClient client;

  Http(ClusterServer cluster) {
    this.cluster = cluster;
    this.client = HttpClient.newBuilder().sslContext(cluster.clientTls()).build();
  }

  record Answer(int code, JsonNode body, HttpResponse<String> response) {}

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer send(String method, String path, String contentType, String body) {
    return send(
        request(path, "Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer apply(String path, String manager, boolean force, String yaml) {
    return send(
        "PATCH",
        path + "?fieldManager=" + manager + "&force=" + force,
        "application/apply-patch+yaml",
        yaml);
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(cluster.url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + cluster.token());
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").contains("json")
              && response.body().lines().count() == 1;
      return new Answer(
          response.statusCode(),
          json ? JsonNodes.read(response.body()) : JsonNodes.object(),
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
