package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * What became of a workflow so far: bounded, whatever the number of tables; the rest is in
 * Snowflake, where {@link #query} shows it. Every component may be null: not known yet. Texts
 * longer than the schema allows must be cut by who writes them.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription("What the workflow is doing; made from the same facts as conditions.")
        WorkflowPhase phase,
    @JsonPropertyDescription(
            "Accepted, Planned, Reconciling, Suspended, Stalled (needs a person), and the summary"
                + " Succeeded, which is Unknown while the workflow is active.")
        List<Condition> conditions,
    @Size(max = MAX_NONCE)
        @JsonPropertyDescription(
            "The value of the annotation datamigration.dev/retry-failed that was acted on last.")
        String lastHandledRetry,
    @Size(max = MAX_MESSAGE)
        @JsonPropertyDescription("What a person should know first: one sentence.")
        String message,
    @Size(max = 253)
        @JsonPropertyDescription("The workflow's WORKFLOW_ID in the views in Snowflake.")
        String workflowId,
    @Size(max = MAX_MESSAGE)
        @JsonPropertyDescription("A SELECT that shows every table's progress in Snowflake.")
        String query,
    @JsonPropertyDescription(
            "When work began, RFC 3339. From then on connections, affinity, sources and targets are"
                + " fixed.")
        String startTime,
    @JsonPropertyDescription("When the workflow came to its end, RFC 3339.") String completionTime,
    @Size(max = 32)
        @JsonPropertyDescription("Rows loaded as a percentage of the rows estimated, such as 41%.")
        String progress,
    @JsonPropertyDescription("Tables by state.") TableCounts tables,
    @JsonPropertyDescription("Partitions by state; the total grows while tables are planned.")
        PartitionCounts partitions,
    @JsonPropertyDescription("Rows on their way.") RowCounts rows,
    @JsonPropertyDescription("Files staged.") ByteCount bytes,
    @JsonPropertyDescription("How fast rows move.") Rate rate,
    @Size(max = 32)
        @JsonPropertyDescription("Estimated time to the end, such as 12m; absent when unknown.")
        String remaining,
    @JsonPropertyDescription("Workers that are alive.") Integer workers,
    @JsonPropertyDescription("The first error of each of the first tables that failed, at most 10.")
        List<TableError> firstErrors) {
  /** Characters of a message at most; longer ones must be cut before they are written. */
  public static final int MAX_MESSAGE = 2048;

  /** Characters of {@link #lastHandledRetry} at most; longer annotations are cut. */
  public static final int MAX_NONCE = 253;

  /** Entries of {@link #firstErrors} at most. */
  public static final int MAX_ERRORS = 10;

  public WorkflowStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
    firstErrors = firstErrors == null ? null : List.copyOf(firstErrors);
  }

  /** The same with another message. */
  public WorkflowStatus withMessage(String other) {
    return new WorkflowStatus(
        observedGeneration,
        phase,
        conditions,
        lastHandledRetry,
        other,
        workflowId,
        query,
        startTime,
        completionTime,
        progress,
        tables,
        partitions,
        rows,
        bytes,
        rate,
        remaining,
        workers,
        firstErrors);
  }

  /** Tables by state. */
  public record TableCounts(
      @Size(max = 32) @JsonPropertyDescription("Tables at their end, of all, for people: 3/8.")
          String display,
      @JsonPropertyDescription("All tables.") Integer total,
      @JsonPropertyDescription("Tables whose partitions are known.") Integer planned,
      @JsonPropertyDescription("Tables loaded and verified.") Integer done,
      @JsonPropertyDescription("Tables that failed.") Integer failed,
      @JsonPropertyDescription("Tables that were given up as their cancel says.") Integer cancelled,
      @JsonPropertyDescription("Tables not at their end whose own suspend is true.")
          Integer suspended) {}

  /** Partitions by state. */
  public record PartitionCounts(
      @JsonPropertyDescription("All partitions of the tables planned so far.") Long total,
      @JsonPropertyDescription("Partitions loaded.") Long done,
      @JsonPropertyDescription("Partitions that failed for good.") Long failed) {}

  /** Rows on their way. */
  public record RowCounts(
      @Size(max = 32) @JsonPropertyDescription("Rows loaded, for people: 12.4M.") String display,
      @JsonPropertyDescription("Rows of all tables by the source's statistics.")
          Long estimatedTotal,
      @JsonPropertyDescription("Rows read from the source and staged.") Long extracted,
      @JsonPropertyDescription("Rows loaded into the target.") Long loaded) {}

  /** Files staged. */
  public record ByteCount(
      @Size(max = 32) @JsonPropertyDescription("Bytes staged, for people: 1.2Gi.") String display,
      @JsonPropertyDescription("Bytes of files staged.") Long staged) {}

  /** How fast rows move. */
  public record Rate(
      @Size(max = 32) @JsonPropertyDescription("Rows a second, for people: 250k/s.") String display,
      @JsonPropertyDescription("Rows a second over the last minute.") Long rowsPerSecond) {}

  /** The first error of a table. */
  public record TableError(
      @Size(max = 1024) @JsonPropertyDescription("The table, as named at the source.") String table,
      @Size(max = 32) @JsonPropertyDescription("Code of the error, such as DMW-311.") String code,
      @Size(max = MAX_MESSAGE)
          @JsonPropertyDescription("What happened, whether it is tried again, and what to do.")
          String message) {}
}
