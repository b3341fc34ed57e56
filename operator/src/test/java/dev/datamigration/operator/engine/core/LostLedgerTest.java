package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import org.junit.jupiter.api.Test;

/** A workflow that the ledger does not know although its object shows that it has loaded rows. */
class LostLedgerTest {
  @Test
  void whatHasLoadedRowsIsNotBegunAnew() {
    CoreHarness h = new CoreHarness();
    WorkflowIntent intent = h.ask(Wishes.hasLoaded(h.workflow("w", "t")));
    h.heartbeat("worker", 2);
    h.tick();
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.core.workflows(h.now)).isEmpty();
    assertThat(h.core.refusal(intent).orElseThrow().errorClass())
        .isEqualTo(ErrorClass.NEEDS_PERSON);
    assertThat(h.notices)
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("DMW-525", "ns/w"));
  }

  @Test
  void whatTheLedgerKnowsGoesOnWhateverItsObjectShows() {
    CoreHarness h = new CoreHarness();
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 2);
    h.ask(Wishes.hasLoaded(intent));
    h.lead();
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.core.refusal(h.intents.get(intent.key()))).isEmpty();
  }
}
