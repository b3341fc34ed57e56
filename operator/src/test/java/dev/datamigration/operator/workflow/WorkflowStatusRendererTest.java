package dev.datamigration.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.WorkflowPhase;
import dev.datamigration.operator.resource.WorkflowStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkflowStatusRendererTest {
  private static final ObjectKey KEY = new ObjectKey("shop", "erp-to-lake");
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  private static final Acceptance ACCEPTED =
      new Acceptance.Accepted(
          "postgresql", List.of(TableConfiguration.builder().build()), List.of());

  private static WorkflowFacts facts(boolean suspended, WorkflowSnapshot snapshot) {
    return new WorkflowFacts(
        3,
        suspended,
        true,
        false,
        ACCEPTED,
        null,
        Optional.ofNullable(snapshot),
        LedgerLocation.DEFAULT);
  }

  private static WorkflowSnapshot snapshot(Phase phase, Failure stalled) {
    return Samples.snapshot(KEY, "uid", 3, phase, stalled, 2, 1, 500_000, false);
  }

  private static Map<String, String> verdicts(WorkflowStatus status) {
    return status.conditions().stream()
        .collect(Collectors.toMap(Condition::getType, Condition::getStatus));
  }

  @Test
  void aTransitionTimeStaysAsLongAsTheVerdictDoes() {
    WorkflowStatus first =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.PLANNING, null)), T0);
    WorkflowStatus second =
        WorkflowStatusRenderer.render(
            first, facts(false, snapshot(Phase.SUCCEEDED, null)), T0.plusSeconds(60));
    assertThat(time(second, "Planned")).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(time(second, "Succeeded")).isEqualTo("2026-11-24T10:01:00Z");
    assertThat(second.startTime()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(second.completionTime()).isEqualTo("2026-11-24T10:01:00Z");
  }

  private static String time(WorkflowStatus status, String type) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow()
        .getLastTransitionTime();
  }

  private static String reason(WorkflowStatus status, String type) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow()
        .getReason();
  }

  @Test
  void aSuspensionIsNotSaidToBeReachedWhileSomethingRunsOrNobodyKnows() {
    WorkflowSnapshot running = Samples.suspended(KEY, "uid", 3, true);
    WorkflowSnapshot quiet = Samples.suspended(KEY, "uid", 3, false);
    WorkflowSnapshot old = Samples.suspended(KEY, "uid", 2, false);
    for (WorkflowSnapshot snapshot : new WorkflowSnapshot[] {running, old, null}) {
      WorkflowStatus status = WorkflowStatusRenderer.render(null, facts(true, snapshot), T0);
      assertThat(verdicts(status))
          .containsEntry("Suspended", "True")
          .containsEntry("Reconciling", "True");
      assertThat(reason(status, "Suspended")).isEqualTo("Suspending");
    }
    WorkflowStatus status = WorkflowStatusRenderer.render(null, facts(true, quiet), T0);
    assertThat(verdicts(status))
        .containsEntry("Suspended", "True")
        .containsEntry("Reconciling", "False");
    assertThat(reason(status, "Suspended")).isEqualTo("Suspended");
  }

  @Test
  void aWorkflowWhoseTablesAreAllSuspendedIsSuspendedToo() {
    WorkflowStatus status =
        WorkflowStatusRenderer.render(
            null, facts(false, Samples.suspended(KEY, "uid", 3, false)), T0);
    assertThat(reason(status, "Suspended")).isEqualTo("TablesSuspended");
    assertThat(verdicts(status)).containsEntry("Reconciling", "False");
  }

  @Test
  void aRetryTakesAWorkflowBackFromItsEnd() {
    WorkflowStatus failed =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.FAILED, null)), T0);
    WorkflowStatus unknown = WorkflowStatusRenderer.render(failed, facts(false, null), T0);
    WorkflowStatus again =
        WorkflowStatusRenderer.render(
            failed,
            facts(false, Samples.retried(KEY, "uid", 3, Phase.EXTRACTING, "1")),
            T0.plusSeconds(60));
    assertThat(unknown.completionTime()).isEqualTo(failed.completionTime()).isNotNull();
    assertThat(again.completionTime()).isNull();
    assertThat(again.lastHandledRetry()).isEqualTo("1");
    assertThat(verdicts(again))
        .containsEntry("Succeeded", "Unknown")
        .containsEntry("Stalled", "False");
    assertThat(WorkflowStatusRenderer.differInFiguresOnly(failed, again)).isFalse();
  }

  @Test
  void renderingAgainGivesTheSame() {
    WorkflowFacts facts = facts(false, snapshot(Phase.EXTRACTING, null));
    WorkflowStatus first = WorkflowStatusRenderer.render(null, facts, T0);
    assertThat(WorkflowStatusRenderer.render(first, facts, T0.plusSeconds(600))).isEqualTo(first);
  }

  @Test
  void reconcilingAndStalledAreNeverBothTrue() {
    Failure person = Samples.failure("DMW-203", ErrorClass.NEEDS_PERSON, "No privilege.");
    for (Phase phase : Phase.values()) {
      for (Failure stalled : new Failure[] {null, person}) {
        for (boolean suspended : new boolean[] {false, true}) {
          Map<String, String> verdicts =
              verdicts(
                  WorkflowStatusRenderer.render(
                      null, facts(suspended, snapshot(phase, stalled)), T0));
          assertThat(List.of(verdicts.get("Reconciling"), verdicts.get("Stalled")))
              .as(phase + " " + stalled + " " + suspended)
              .isNotEqualTo(List.of("True", "True"));
        }
      }
    }
  }

  @Test
  void aFailedWorkflowIsAtItsEndAndNeedsAPerson() {
    WorkflowStatus status =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.FAILED, null)), T0);
    assertThat(verdicts(status))
        .containsEntry("Succeeded", "False")
        .containsEntry("Stalled", "True")
        .containsEntry("Reconciling", "False");
  }

  @Test
  void beforeTheEngineHasSeenItAWorkflowIsPending() {
    WorkflowStatus status = WorkflowStatusRenderer.render(null, facts(false, null), T0);
    assertThat(status.phase()).isEqualTo(WorkflowPhase.PENDING);
    assertThat(verdicts(status))
        .containsEntry("Planned", "Unknown")
        .containsEntry("Succeeded", "Unknown")
        .containsEntry("Reconciling", "True");
  }

  @Test
  void figuresAreKeptWhileANewLeaderDoesNotKnowThemYet() {
    WorkflowStatus known =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.EXTRACTING, null)), T0);
    WorkflowStatus unknown = WorkflowStatusRenderer.render(known, facts(false, null), T0);
    assertThat(unknown.rows()).isEqualTo(known.rows());
    assertThat(unknown.tables()).isEqualTo(known.tables());
    assertThat(unknown.workflowId()).isEqualTo(known.workflowId());
  }

  /** A new leader that is refused the login says so without having read anything. */
  @Test
  void whatCannotBeReadDoesNotUndoWhatWasReached() {
    Failure refused = Samples.failure("DMW-201", ErrorClass.NEEDS_PERSON, "Refused.");
    WorkflowSnapshot nothing = Samples.notRecorded(KEY, "uid", refused);
    WorkflowStatus active =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.EXTRACTING, null)), T0);
    WorkflowStatus stalled = WorkflowStatusRenderer.render(active, facts(false, nothing), T0);
    assertThat(stalled.phase()).isEqualTo(active.phase());
    assertThat(stalled.rows()).isEqualTo(active.rows());
    assertThat(stalled.progress()).isEqualTo(active.progress());
    assertThat(stalled.message()).contains("DMW-201");
    assertThat(verdicts(stalled)).containsEntry("Stalled", "True").containsEntry("Planned", "True");

    WorkflowStatus ended =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.SUCCEEDED, null)), T0);
    WorkflowStatus after = WorkflowStatusRenderer.render(ended, facts(false, nothing), T0);
    assertThat(after.phase()).isEqualTo(ended.phase());
    assertThat(after.completionTime()).isEqualTo(ended.completionTime()).isNotNull();
    assertThat(after.message()).isEqualTo(ended.message());
    assertThat(verdicts(after)).isEqualTo(verdicts(ended));
  }

  @Test
  void onlyFiguresDifferWhenNothingButProgressIsMade() {
    WorkflowStatus half =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.EXTRACTING, null)), T0);
    WorkflowStatus more =
        WorkflowStatusRenderer.render(
            half,
            facts(
                false,
                Samples.snapshot(KEY, "uid", 3, Phase.EXTRACTING, null, 2, 1, 600_000, false)),
            T0);
    WorkflowStatus end =
        WorkflowStatusRenderer.render(half, facts(false, snapshot(Phase.LOADING, null)), T0);
    assertThat(WorkflowStatusRenderer.differInFiguresOnly(half, more)).isTrue();
    assertThat(WorkflowStatusRenderer.differInFiguresOnly(half, end)).isFalse();
    assertThat(WorkflowStatusRenderer.differInFiguresOnly(null, half)).isFalse();
  }

  @Test
  void progressReachesAHundredOnlyAtTheEnd() {
    WorkflowSnapshot all =
        Samples.snapshot(KEY, "uid", 3, Phase.LOADING, null, 2, 1, 2_000_000, false);
    assertThat(WorkflowStatusRenderer.render(null, facts(false, all), T0).progress())
        .isEqualTo("99%");
  }

  @Test
  void progressIsMadeBeforeTheFirstLoad() {
    WorkflowSnapshot extracted = Samples.extracting(KEY, "uid", 3, 600_000, 0);
    WorkflowSnapshot loading = Samples.extracting(KEY, "uid", 3, 600_000, 400_000);
    assertThat(WorkflowStatusRenderer.render(null, facts(false, extracted), T0).progress())
        .isEqualTo("30%");
    assertThat(WorkflowStatusRenderer.render(null, facts(false, loading), T0).progress())
        .isEqualTo("50%");
  }

  @Test
  void newsAreToldOnceEach() {
    WorkflowStatus running =
        WorkflowStatusRenderer.render(null, facts(false, snapshot(Phase.EXTRACTING, null)), T0);
    WorkflowStatus done =
        WorkflowStatusRenderer.render(running, facts(false, snapshot(Phase.SUCCEEDED, null)), T0);
    assertThat(StatusNews.between(null, running))
        .extracting(StatusNews.News::reason)
        .containsExactly("Started");
    assertThat(StatusNews.between(running, done))
        .extracting(StatusNews.News::reason)
        .containsExactly("Succeeded");
    assertThat(StatusNews.between(done, done)).isEmpty();
  }

  @Test
  void numbersAreShort() {
    assertThat(Figures.count(999)).isEqualTo("999");
    assertThat(Figures.count(1_000)).isEqualTo("1.0k");
    assertThat(Figures.count(12_400_000)).isEqualTo("12.4M");
    assertThat(Figures.count(999_960)).isEqualTo("1.0M");
    assertThat(Figures.count(Long.MAX_VALUE)).isEqualTo("9.2E");
    assertThat(Figures.bytes(1_288_490_189)).isEqualTo("1.2Gi");
    assertThat(Figures.duration(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(Figures.duration(Duration.ofMinutes(12))).isEqualTo("12m");
    assertThat(Figures.duration(Duration.ofMinutes(185))).isEqualTo("3h05m");
    assertThat(Figures.duration(Duration.ofDays(3))).isEqualTo("3d");
  }
}
