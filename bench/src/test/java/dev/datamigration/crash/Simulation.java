package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Fate;
import dev.datamigration.crash.SourceTables.Row;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * One migration by an operator and two workers, on one thread and in virtual time. Which of those
 * that are due goes next is drawn by lot. Calls go wrong as the case says; everything then goes on
 * undisturbed to the end.
 */
final class Simulation implements AutoCloseable {
  private static final Duration RESTART = Duration.ofSeconds(3);

  /** Much longer than any way to the end: the pauses of a disk that was full included. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** What Snowflake leaves a transaction that is idle and in others' way. */
  private static final Duration IDLE_TRANSACTION = Duration.ofMinutes(5);

  /** How far the workers' clocks are from Snowflake's. */
  static final List<Duration> CLOCKS_OFF = List.of(Duration.ofMinutes(7), Duration.ofMinutes(-11));

  private final Account account;
  private final int number;
  private final boolean fresh;
  private final LedgerLocation ledger;
  private final String targetSchema;
  private final Scenario scenario;
  private final Person person;
  private final Random random;
  private final ExternalCalls calls;
  private final List<Duration> clocksOff;
  private final Place operator = new Place("operator");
  private final List<Place> workers = List.of(new Place("worker-1"), new Place("worker-2"));
  private final List<Incarnation> all = new ArrayList<>();
  private final Instant deadline;
  private boolean linger;

  /** Where one process after another lives. */
  private static final class Place {
    private final String name;
    private Incarnation life;
    private int lives;
    private Instant due;
    private boolean paused;

    private Place(String name) {
      this.name = name;
    }
  }

  /**
   * @param number of the case, different for each on one account
   */
  Simulation(Account account, int number, CrashCase crash) throws SQLException {
    this(account, number, crash, CLOCKS_OFF);
  }

  /**
   * @param clocksOff how far each worker's clock is from Snowflake's
   */
  Simulation(Account account, int number, CrashCase crash, List<Duration> clocksOff)
      throws SQLException {
    this.clocksOff = List.copyOf(clocksOff);
    this.account = account;
    this.number = number;
    this.fresh = crash.fresh();
    this.ledger =
        new LedgerLocation(
            fresh ? "LEDGER_" + number : "LEDGER", "DATA_MIGRATION", "DATA_VALIDATION");
    this.targetSchema = "CASE_" + number;
    this.scenario = crash.scenario();
    this.person = scenario.person();
    this.random = new Random(crash.seed());
    this.calls = new ExternalCalls(crash.crashes(), this::crash);
    this.deadline = account.clock.instant().plus(PATIENCE);
    account.execute("CREATE SCHEMA " + Account.TARGET_DATABASE + "." + targetSchema);
    AccountContents contents = new AccountContents(account, ledger, targetSchema);
    for (String table : scenario.replaced()) {
      contents.makeTarget(table, List.of(new Row(1L, "of before"), new Row(99L, "of before")));
    }
  }

  /** Runs to the end of the workflow. */
  void run() {
    begin();
    drive(this::isDone);
    if (linger) {
      Instant end = account.clock.instant().plus(OperatorLife.LEASE.multipliedBy(2));
      drive(() -> !account.clock.instant().isBefore(end));
      sweep();
    }
  }

  /** A new leader removes what a worker or a leader that woke has put after the clean-up. */
  private void sweep() {
    Incarnation former = operator.life;
    kill(operator);
    drive(
        () -> operator.life != former && isDone() && !((OperatorLife) operator.life).hasEffects());
  }

  private void begin() {
    operator.due = account.clock.instant();
    workers.forEach(place -> place.due = Instant.MAX);
    drive(this::isBegun);
  }

  private boolean isBegun() {
    return snapshot() != null && snapshot().workflowId() != null;
  }

  /** Their role may read the ledger only once the operator has made it. */
  private void letWorkersStart() {
    if (isBegun()) {
      workers.stream()
          .filter(place -> place.lives == 0)
          .filter(place -> place.due.equals(Instant.MAX))
          .forEach(place -> place.due = account.clock.instant());
    }
  }

  /** Runs until so many calls were made; returns the one that comes next. */
  String runUntilCall(int made) {
    begin();
    drive(() -> calls.made().size() >= made);
    return calls.made().get(calls.made().size() - 1).what();
  }

  Scenario scenario() {
    return scenario;
  }

  ExternalCalls calls() {
    return calls;
  }

  LedgerLocation ledger() {
    return ledger;
  }

  String targetSchema() {
    return targetSchema;
  }

  private boolean isDone() {
    WorkflowSnapshot seen = snapshot();
    return seen != null
        && person.isSatisfied()
        && seen.phase() == Phase.SUCCEEDED
        && seen.cleanedUp();
  }

  /** As the last operator sees the workflow; null if it does not yet. */
  WorkflowSnapshot snapshot() {
    return operator.life instanceof OperatorLife life ? life.snapshot().orElse(null) : null;
  }

  private void drive(BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      if (account.clock.instant().isAfter(deadline)) {
        throw new AssertionError("not at the end after " + PATIENCE + ": " + snapshot());
      }
      letWorkersStart();
      letPersonLook();
      List<Runnable> due = due();
      if (due.isEmpty()) {
        account.clock.advanceTo(nextDue());
      } else {
        due.get(random.nextInt(due.size())).run();
      }
    }
  }

  private void letPersonLook() {
    WorkflowSnapshot seen = snapshot();
    if (seen != null && person.lookAt(seen)) {
      ((OperatorLife) operator.life).hear(workflow());
      operator.due = account.clock.instant();
    }
  }

  private WorkflowIntent workflow() {
    return person.asks(OperatorLife.workflow(scenario, targetSchema));
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>(workers);
    places.add(operator);
    return places;
  }

  private List<Runnable> due() {
    Instant now = account.clock.instant();
    List<Runnable> due = new ArrayList<>();
    for (Place place : places()) {
      if (!place.paused && !place.due.isAfter(now)) {
        due.add(() -> act(place));
      }
      if (!place.paused && place.life instanceof OperatorLife life && life.hasEffects()) {
        due.add(() -> runEffect(place, life));
      }
    }
    return due;
  }

  private Instant nextDue() {
    return places().stream()
        .filter(place -> !place.paused)
        .map(place -> place.due)
        .min(Instant::compareTo)
        .filter(due -> due.isBefore(Instant.MAX))
        .orElseThrow(() -> new AssertionError("nothing goes on by itself: " + snapshot()));
  }

  private void act(Place place) {
    if (place.life == null || place.life.process.isKilled()) {
      place.life = born(place);
    }
    Incarnation life = place.life;
    try {
      Duration pause = life.act();
      if (place.life == life) {
        place.due = pause == null ? Instant.MAX : account.clock.instant().plus(pause);
      } else {
        leadsNoMore((OperatorLife) life);
      }
    } catch (ProcessKilled e) {
      place.due = account.clock.instant().plus(RESTART);
    }
  }

  private void runEffect(Place place, OperatorLife life) {
    try {
      life.runEffect();
      Instant soon = account.clock.instant().plusMillis(100);
      if (place.life != life) {
        leadsNoMore(life);
      } else if (place.due.isAfter(soon)) {
        place.due = soon;
      }
    } catch (ProcessKilled e) {
      place.due = account.clock.instant().plus(RESTART);
    }
  }

  /** A former leader begins nothing more; what it had begun goes on. */
  private void leadsNoMore(OperatorLife life) {
    while (life.hasEffects()) {
      life.runEffect();
    }
    life.process.kill(true);
  }

  private Incarnation born(Place place) {
    place.lives++;
    String name = place.name + "." + place.lives;
    Incarnation life =
        place == operator
            ? new OperatorLife(name, account, calls, ledger, workflow(), random)
            : new WorkerLife(
                name,
                scratch(name),
                account,
                calls,
                ledger,
                person,
                clocksOff.get(workers.indexOf(place)));
    all.add(life);
    return life;
  }

  private Path scratch(String life) {
    return account.folder.resolve("scratch-" + number).resolve(life);
  }

  private Fate crash(CrashKind kind, SimulatedProcess caller) {
    switch (kind) {
      case REQUEST_LOST -> {
        return Fate.REQUEST_LOST;
      }
      case REPLY_LOST -> {
        return Fate.REPLY_LOST;
      }
      case REFUSED -> {
        return Fate.REFUSED;
      }
      case REQUEST_RESENT -> {
        return Fate.RESENT;
      }
      case REPLY_DROPPED -> {
        return Fate.REPLY_DROPPED;
      }
      case UPLOAD_CUT -> {
        return Fate.HALF_MADE;
      }
      case UPLOADER_KILLED -> {
        return Fate.HALF_MADE_THEN_KILLED;
      }
      case OPERATOR_KILLED -> kill(operator);
      case WORKER_KILLED -> kill(workerOf(caller));
      case ALL_KILLED -> places().forEach(this::kill);
      case OPERATOR_PAUSED -> pauseOperator();
      case WORKER_PAUSED -> pauseWorker(workerOf(caller), caller);
    }
    return Fate.MADE;
  }

  private Place workerOf(SimulatedProcess caller) {
    return workers.stream()
        .filter(place -> place.life != null && place.life.process == caller)
        .findFirst()
        .orElse(workers.get(0));
  }

  private void kill(Place place) {
    if (place.life != null) {
      place.life.process.kill(random.nextBoolean());
      place.due = account.clock.instant().plus(RESTART);
    }
  }

  /** Another leads meanwhile: for some seconds, or to the end. */
  private void pauseOperator() {
    Incarnation former = operator.life;
    if (former == null) {
      return;
    }
    linger = true;
    account.clock.advance(IDLE_TRANSACTION);
    former.process.abortTransactions();
    operator.life = born(operator);
    operator.due = account.clock.instant();
    driveFor(OperatorLife.LEASE);
  }

  private void pauseWorker(Place place, SimulatedProcess caller) {
    if (place.life == null) {
      return;
    }
    place.paused = true;
    linger = true;
    if (place.life.process == caller) {
      driveFor(OperatorLife.LEASE.multipliedBy(2));
      place.paused = false;
    }
  }

  private void driveFor(Duration atMost) {
    Instant end =
        random.nextBoolean()
            ? Instant.MAX
            : account.clock.instant().plusMillis(random.nextLong(atMost.toMillis()));
    drive(() -> isDone() || !account.clock.instant().isBefore(end));
  }

  @Override
  public void close() throws SQLException {
    all.forEach(Incarnation::free);
    account.execute("DROP SCHEMA " + Account.TARGET_DATABASE + "." + targetSchema);
    if (fresh) {
      account.execute("DROP DATABASE IF EXISTS " + ledger.database());
    } else {
      account.empty(ledger);
    }
  }
}
