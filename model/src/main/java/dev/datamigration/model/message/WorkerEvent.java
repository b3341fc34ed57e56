package dev.datamigration.model.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.plan.TablePlan;
import java.util.List;

/** What a worker tells the operator. Applying an event twice, or late, changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerEvent.Heartbeat.class, name = "heartbeat"),
  @JsonSubTypes.Type(value = WorkerEvent.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = WorkerEvent.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = WorkerEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = WorkerEvent.Released.class, name = "released"),
  @JsonSubTypes.Type(value = WorkerEvent.Stopped.class, name = "stopped")
})
public sealed interface WorkerEvent {
  /**
   * The worker is alive. Its first event, then one an interval; carries everything the leader needs
   * to know of it, so that a new leader learns it from the next one.
   *
   * @param running tasks being worked on now, not those waiting in a lane
   * @param sourceFailure why the source cannot be reached; null when the last check or use
   *     succeeded
   * @param draining whether it takes no new work because it was told to stop
   */
  record Heartbeat(
      WorkerDescription worker, List<RunningTask> running, Failure sourceFailure, boolean draining)
      implements WorkerEvent {
    public Heartbeat {
      running = List.copyOf(running);
    }
  }

  /** Progress of a task being worked on; rows and bytes read so far. */
  record RunningTask(String taskId, int attempt, long rows, long bytes) {}

  /** An event about one attempt of one task. */
  sealed interface OfTask extends WorkerEvent {
    /** The task. */
    String taskId();

    /** The attempt the report belongs to. */
    int attempt();
  }

  /** A plan task is done. */
  record Planned(String taskId, int attempt, TablePlan plan) implements OfTask {}

  /**
   * An extract task is done and its files are staged.
   *
   * @param rows rows read at the source, equal to the sum over the files
   * @param bytes uncompressed bytes read
   * @param files none for an empty partition
   */
  record Succeeded(
      String taskId, int attempt, long rows, long bytes, long millis, List<StagedFile> files)
      implements OfTask {
    public Succeeded {
      files = List.copyOf(files);
    }
  }

  /** The attempt failed. */
  record Failed(String taskId, int attempt, Failure failure) implements OfTask {}

  /** The worker hands the task back untouched or undone; not an error. */
  record Released(String taskId, int attempt, String reason) implements OfTask {}

  /** The worker ends; what it still held, it has released before. */
  record Stopped() implements WorkerEvent {}
}
