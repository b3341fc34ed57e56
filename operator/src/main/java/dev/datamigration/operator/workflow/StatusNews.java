package dev.datamigration.operator.workflow;

import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a new status is worth an Event: a pure function. */
final class StatusNews {
  private StatusNews() {}

  /** One Event. */
  record News(boolean warning, String reason, String message) {}

  /**
   * @param before null if there was none
   */
  static List<News> between(WorkflowStatus before, WorkflowStatus next) {
    List<News> news = new ArrayList<>();
    List<Condition> old = before == null ? null : before.conditions();
    if (became(old, next, ConditionType.ACCEPTED, Verdict.FALSE)) {
      news.add(told(true, "NotAccepted", next, ConditionType.ACCEPTED));
    }
    if ((before == null || before.startTime() == null) && next.startTime() != null) {
      news.add(new News(false, "Started", "The workflow has started."));
    }
    if (became(old, next, ConditionType.SUSPENDED, Verdict.TRUE)) {
      news.add(suspended(next));
    } else if (Conditions.has(old, ConditionType.SUSPENDED, Verdict.TRUE)
        && became(old, next, ConditionType.SUSPENDED, Verdict.FALSE)) {
      news.add(new News(false, "Resumed", "The workflow goes on."));
    }
    if (became(old, next, ConditionType.SUCCEEDED, Verdict.TRUE)) {
      news.add(told(false, "Succeeded", next, ConditionType.SUCCEEDED));
    } else if (became(old, next, ConditionType.SUCCEEDED, Verdict.FALSE)) {
      news.add(told(true, "Failed", next, ConditionType.SUCCEEDED));
    } else if (became(old, next, ConditionType.STALLED, Verdict.TRUE)
        && !Conditions.has(next.conditions(), ConditionType.ACCEPTED, Verdict.FALSE)) {
      news.add(told(true, "Stalled", next, ConditionType.STALLED));
    }
    return news;
  }

  /**
   * Says the same whether or not something still runs, so that one suspension is told once although
   * its status had to be written again.
   */
  private static News suspended(WorkflowStatus next) {
    News told = told(false, "Suspended", next, ConditionType.SUSPENDED);
    return next.conditions().stream()
            .filter(it -> it.getType().equals(ConditionType.SUSPENDED))
            .anyMatch(it -> it.getReason().equals("TablesSuspended"))
        ? told
        : new News(told.warning(), told.reason(), "Nothing is begun until spec.suspend is false.");
  }

  private static boolean became(
      List<Condition> old, WorkflowStatus next, String type, Verdict verdict) {
    return Conditions.has(next.conditions(), type, verdict) && !Conditions.has(old, type, verdict);
  }

  private static News told(boolean warning, String reason, WorkflowStatus next, String type) {
    Optional<Condition> condition =
        next.conditions().stream().filter(it -> it.getType().equals(type)).findFirst();
    return new News(warning, reason, condition.map(Condition::getMessage).orElse(""));
  }
}
