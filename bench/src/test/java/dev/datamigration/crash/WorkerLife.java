package dev.datamigration.crash;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.mailbox.JdbcWorkerMailbox;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.loop.SteppedWorker;
import dev.datamigration.worker.scratch.ScratchSpace;
import java.nio.file.Path;
import java.time.Duration;

/** One life of a worker. Its clock is minutes off. */
final class WorkerLife extends Incarnation {
  private static final int LANES = 1;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(30);

  private final SteppedWorker worker;

  WorkerLife(
      String name,
      Path folder,
      Account account,
      ExternalCalls calls,
      LedgerLocation ledger,
      Person person,
      Duration clockOff) {
    super(name);
    WatchedDriver driver = new WatchedDriver(process, calls, account);
    SnowflakeSessions mail = opened(sessions(account, 1, calls, driver));
    SnowflakeSessions files = opened(sessions(account, LANES, calls, driver));
    this.worker =
        new SteppedWorker(
            new ApplicationSettings(
                LANES,
                null,
                OperatorLife.SOURCE.toString(),
                name,
                ledger,
                folder,
                Duration.ofSeconds(1),
                HEARTBEAT,
                OperatorLife.LEASE,
                LONG,
                LONG,
                LONG,
                Duration.ZERO,
                0),
            new WorkerDescription(
                name, name, null, "postgresql", OperatorLife.SOURCE.toString(), LANES, "test"),
            new JdbcWorkerMailbox(mail, ledger),
            new JdbcStageUploads(files, ledger),
            new ScriptedSource(process, calls, account.clock, person::isUnreadable),
            opened(ScratchSpace.open(folder)),
            () -> account.clock.instant().plus(clockOff),
            CallerRuns::new);
  }

  private static SnowflakeSessions sessions(
      Account account, int maximum, ExternalCalls calls, WatchedDriver driver) {
    return new SnowflakeSessions(
        account::workerLogin,
        maximum,
        QueryTag.of("worker", "test"),
        calls.loginPatience(),
        driver);
  }

  @Override
  Duration act() {
    return worker.turn();
  }
}
