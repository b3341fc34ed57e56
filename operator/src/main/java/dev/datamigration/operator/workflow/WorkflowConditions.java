package dev.datamigration.operator.workflow;

import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.FailureReason;
import dev.datamigration.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The conditions of a workflow, all of them at every visit: a pure function. */
final class WorkflowConditions {
  private final Conditions conditions;
  private final WorkflowFacts facts;
  private final Optional<WorkflowSnapshot> snapshot;

  private WorkflowConditions(Conditions conditions, WorkflowFacts facts) {
    this.conditions = conditions;
    this.facts = facts;
    this.snapshot = facts.snapshot();
  }

  static List<Condition> of(WorkflowStatus before, WorkflowFacts facts, Instant now) {
    Conditions conditions =
        new Conditions(before == null ? null : before.conditions(), facts.generation(), now);
    WorkflowConditions rendering = new WorkflowConditions(conditions, facts);
    boolean unknown = WorkflowStatusRenderer.isUnknown(before, facts);
    boolean atItsEnd = unknown && before.completionTime() != null;
    rendering.accepted();
    rendering.unless(unknown, ConditionType.PLANNED, rendering::planned);
    rendering.unless(atItsEnd, ConditionType.RECONCILING, rendering::reconciling);
    rendering.unless(atItsEnd, ConditionType.SUSPENDED, rendering::suspended);
    rendering.unless(atItsEnd, ConditionType.STALLED, rendering::stalled);
    rendering.unless(unknown, ConditionType.SUCCEEDED, rendering::succeeded);
    return conditions.toList();
  }

  /** As it was, or rendered anew if it has never been. */
  private void unless(boolean asItWas, String type, Runnable rendering) {
    Optional<Condition> before = asItWas ? conditions.before(type) : Optional.empty();
    before.ifPresentOrElse(conditions::keep, rendering);
  }

  /** Whether types, verdicts and reasons are the same. */
  static boolean sameVerdicts(List<Condition> before, List<Condition> next) {
    return verdicts(before).equals(verdicts(next));
  }

  private static List<String> verdicts(List<Condition> conditions) {
    return conditions == null
        ? List.of()
        : conditions.stream()
            .map(it -> it.getType() + "=" + it.getStatus() + ":" + it.getReason())
            .toList();
  }

  private void accepted() {
    if (facts.acceptance() instanceof Acceptance.Accepted accepted) {
      String tables = accepted.tables().size() + " tables.";
      conditions.set(
          ConditionType.ACCEPTED,
          Verdict.TRUE,
          accepted.warnings().isEmpty() ? "Valid" : "ValidWithWarnings",
          accepted.warnings().isEmpty()
              ? tables
              : tables + "\n" + WorkflowMessage.problems(accepted.warnings()));
    } else if (facts.acceptance() instanceof Acceptance.Refused refused) {
      conditions.set(
          ConditionType.ACCEPTED,
          Verdict.FALSE,
          "InvalidSpec",
          WorkflowMessage.problems(refused.problems()));
    } else if (facts.acceptance() instanceof Acceptance.Waiting waiting) {
      conditions.set(
          ConditionType.ACCEPTED, Verdict.UNKNOWN, waiting.reason(), waiting.why().getMessage());
    }
  }

  private void planned() {
    int total = snapshot.map(WorkflowSnapshot::tablesTotal).orElse(0);
    int planned = snapshot.map(WorkflowSnapshot::tablesPlanned).orElse(0);
    boolean all = total > 0 && planned == total;
    String message = planned + " of " + total + " tables are planned.";
    if (all) {
      conditions.set(ConditionType.PLANNED, Verdict.TRUE, "Planned", message);
    } else if (planned > 0
        || snapshot.map(WorkflowSnapshot::phase).orElse(null) == Phase.PLANNING) {
      conditions.set(ConditionType.PLANNED, Verdict.FALSE, "Planning", message);
    } else {
      conditions.set(
          ConditionType.PLANNED, Verdict.UNKNOWN, "NotStarted", "Planning has not begun.");
    }
  }

  private void reconciling() {
    if (facts.ended()) {
      conditions.set(
          ConditionType.RECONCILING, Verdict.FALSE, "Ended", "The workflow is at its end.");
    } else if (needsPerson().isPresent()) {
      conditions.set(
          ConditionType.RECONCILING, Verdict.FALSE, "Stalled", "A person is needed, see Stalled.");
    } else if (isHeldBack() && !facts.deleting()) {
      conditions.set(
          ConditionType.RECONCILING, Verdict.FALSE, "Suspended", "No work is handed out.");
    } else {
      conditions.set(
          ConditionType.RECONCILING,
          Verdict.TRUE,
          reason(snapshot.map(WorkflowSnapshot::phase).orElse(Phase.PENDING)),
          "Work goes on.");
    }
  }

  private boolean isHeldBack() {
    return (facts.suspended() && !isSuspending())
        || (!facts.suspended()
            && snapshot.map(WorkflowSnapshot::phase).orElse(null) == Phase.SUSPENDED);
  }

  private void suspended() {
    int alone = snapshot.map(WorkflowSnapshot::tablesSuspended).orElse(0);
    if (isSuspending()) {
      conditions.set(
          ConditionType.SUSPENDED,
          Verdict.TRUE,
          "Suspending",
          "Nothing is begun; what had begun is coming to its end.");
    } else if (facts.suspended()) {
      conditions.set(
          ConditionType.SUSPENDED,
          Verdict.TRUE,
          "Suspended",
          "Nothing runs until spec.suspend is false.");
    } else if (snapshot.map(WorkflowSnapshot::phase).orElse(null) == Phase.SUSPENDED) {
      conditions.set(
          ConditionType.SUSPENDED,
          Verdict.TRUE,
          "TablesSuspended",
          "Every table that is not at its end is suspended: " + alone + ".");
    } else {
      conditions.set(
          ConditionType.SUSPENDED,
          Verdict.FALSE,
          "NotRequested",
          alone == 0
              ? "spec.suspend is not set."
              : "spec.suspend is not set; suspended tables: " + alone + ".");
    }
  }

  /** What the engine has not seen yet is not taken for done. */
  private boolean isSuspending() {
    boolean seen =
        snapshot.filter(found -> found.observedGeneration() >= facts.generation()).isPresent();
    return facts.suspended()
        && facts.started()
        && !facts.ended()
        && (!seen || snapshot.get().atWork());
  }

  private void stalled() {
    Optional<Trouble> trouble = needsPerson();
    if (trouble.isPresent()) {
      conditions.set(
          ConditionType.STALLED, Verdict.TRUE, trouble.get().reason(), trouble.get().message());
    } else {
      conditions.set(ConditionType.STALLED, Verdict.FALSE, "NobodyNeeded", "No person is needed.");
    }
  }

  private void succeeded() {
    if (!facts.ended()) {
      conditions.set(
          ConditionType.SUCCEEDED,
          Verdict.UNKNOWN,
          reason(snapshot.map(WorkflowSnapshot::phase).orElse(Phase.PENDING)),
          "The workflow is not at its end.");
      return;
    }
    Phase phase = snapshot.orElseThrow().phase();
    conditions.set(
        ConditionType.SUCCEEDED,
        phase == Phase.SUCCEEDED ? Verdict.TRUE : Verdict.FALSE,
        reason(phase),
        WorkflowMessage.outcome(snapshot.get()));
  }

  /** The phase's word in UpperCamelCase. */
  private static String reason(Phase phase) {
    String word = phase.name();
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private record Trouble(String reason, String message) {}

  private Optional<Trouble> needsPerson() {
    if (facts.ended()) {
      return snapshot
          .filter(found -> found.phase() == Phase.FAILED)
          .map(found -> new Trouble("Failed", WorkflowMessage.outcome(found)));
    }
    if (facts.acceptance() instanceof Acceptance.Refused refused && !facts.deleting()) {
      return Optional.of(new Trouble("InvalidSpec", WorkflowMessage.problems(refused.problems())));
    }
    return snapshot
        .map(WorkflowSnapshot::stalled)
        .or(() -> Optional.ofNullable(facts.obstacle()))
        .filter(Objects::nonNull)
        .map(WorkflowConditions::trouble);
  }

  private static Trouble trouble(Failure failure) {
    return new Trouble(FailureReason.of(failure.errorClass()), failure.message());
  }
}
