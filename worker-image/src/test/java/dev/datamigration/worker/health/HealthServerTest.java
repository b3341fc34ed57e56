package dev.datamigration.worker.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private volatile String notReady = "the source was not reached";

  private final WorkerHealth health =
      new WorkerHealth() {
        @Override
        public String notLive() {
          return null;
        }

        @Override
        public String notReady() {
          return notReady;
        }
      };

  @Test
  void livenessReadinessAndMetricsAreAnswered() throws Exception {
    try (HealthServer server = HealthServer.open(0, health, () -> "dmw_worker_rows_total 3\n")) {
      assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").body()).contains("source was not reached");
      notReady = null;
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/metrics").body()).contains("dmw_worker_rows_total 3");
      assertThat(get(server, "/livezzz").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aTakenPortIsSaidInWords() {
    try (HealthServer server = HealthServer.open(0, health, () -> "")) {
      assertThatThrownBy(() -> HealthServer.open(server.port(), health, () -> ""))
          .hasMessageStartingWith("DMW-304")
          .hasMessageContaining("DMW_HEALTH_PORT");
    }
  }

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
