package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a container is doing, as its status says it. */
sealed interface ContainerState {
  /** The value of {@code state} or {@code lastState}. */
  ObjectNode toJson();

  /** Not started, or not started again yet. */
  record Waiting(String reason, String message) implements ContainerState {
    @Override
    public ObjectNode toJson() {
      ObjectNode state = JsonNodes.object();
      ObjectNode waiting = state.putObject("waiting").put("reason", reason);
      if (!message.isEmpty()) {
        waiting.put("message", message);
      }
      return state;
    }
  }

  record Running(Instant startedAt) implements ContainerState {
    @Override
    public ObjectNode toJson() {
      ObjectNode state = JsonNodes.object();
      state.putObject("running").put("startedAt", seconds(startedAt));
      return state;
    }
  }

  record Terminated(int exitCode, Instant startedAt, Instant finishedAt) implements ContainerState {
    boolean succeeded() {
      return exitCode == 0;
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode state = JsonNodes.object();
      state
          .putObject("terminated")
          .put("exitCode", exitCode)
          .put("reason", succeeded() ? "Completed" : "Error")
          .put("startedAt", seconds(startedAt))
          .put("finishedAt", seconds(finishedAt));
      return state;
    }
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
