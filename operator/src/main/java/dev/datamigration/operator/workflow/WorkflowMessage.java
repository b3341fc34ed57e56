package dev.datamigration.operator.workflow;

import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.resource.WorkflowAnnotation;
import java.util.List;
import java.util.stream.Collectors;

/** What a person should know first about a workflow: pure functions. */
final class WorkflowMessage {
  private static final String RETRY =
      " Once that is mended, a new value of the annotation "
          + WorkflowAnnotation.RETRY_FAILED
          + " has what failed tried again.";

  private WorkflowMessage() {}

  /** Null if there is nothing to say. */
  static String of(WorkflowFacts facts) {
    WorkflowSnapshot snapshot = facts.snapshot().orElse(null);
    if (facts.ended()) {
      return outcome(snapshot);
    }
    if (facts.acceptance() instanceof Acceptance.Refused refused) {
      return problems(refused.problems());
    }
    if (facts.acceptance() instanceof Acceptance.Waiting waiting) {
      return waiting.why().getMessage();
    }
    if (snapshot != null && snapshot.stalled() != null) {
      return snapshot.stalled().message();
    }
    if (facts.obstacle() != null) {
      return facts.obstacle().message();
    }
    if (snapshot != null && !snapshot.firstErrors().isEmpty()) {
      return snapshot.firstErrors().get(0).failure().message();
    }
    return null;
  }

  /** One sentence on how it ended. */
  static String outcome(WorkflowSnapshot snapshot) {
    return switch (snapshot.phase()) {
      case SUCCEEDED ->
          (snapshot.tablesCancelled() == 0
                  ? "All " + snapshot.tablesTotal() + " tables are loaded: "
                  : snapshot.tablesDone()
                      + " tables are loaded, "
                      + snapshot.tablesCancelled()
                      + " were cancelled: ")
              + snapshot.rowsLoaded()
              + " rows.";
      case FAILED -> failed(snapshot);
      default -> "The workflow was cancelled.";
    };
  }

  private static String failed(WorkflowSnapshot snapshot) {
    String counted = snapshot.tablesFailed() + " of " + snapshot.tablesTotal() + " tables failed.";
    String first =
        snapshot.firstErrors().isEmpty()
            ? ""
            : " " + snapshot.firstErrors().get(0).failure().message();
    return counted + first + RETRY;
  }

  /** All of them, one a line. */
  static String problems(List<ConfigurationProblem> problems) {
    return problems.stream().map(ConfigurationProblem::message).collect(Collectors.joining("\n"));
  }
}
