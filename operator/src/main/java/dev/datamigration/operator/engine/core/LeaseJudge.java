package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.DmwException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds workers whose lease has ended, by Snowflake's clock on both sides. */
final class LeaseJudge {
  private final RunState run;
  private final MailApplication mail;
  private final EngineSettings settings;
  private final Instant now;

  LeaseJudge(RunState run, MailApplication mail, EngineSettings settings, Instant now) {
    this.run = run;
    this.mail = mail;
    this.settings = settings;
    this.now = now;
  }

  void judge() {
    List<WorkerState> expired =
        run.workers.values().stream()
            .filter(worker -> worker.lastSeen.plus(settings.lease()).isBefore(now))
            .toList();
    for (WorkerState worker : new ArrayList<>(expired)) {
      mail.lost(
          worker,
          new DmwException(
                  EngineErrorCode.WORKER_LOST,
                  "Worker "
                      + worker.id
                      + " was not heard of for "
                      + settings.lease().toSeconds()
                      + " seconds.",
                  "Its tasks are handed out again, a limited number of times each.")
              .toFailure());
    }
  }
}
