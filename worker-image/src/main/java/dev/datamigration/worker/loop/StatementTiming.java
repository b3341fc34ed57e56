package dev.datamigration.worker.loop;

import dev.datamigration.worker.config.ApplicationSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when the worker says something and when it asks, so that lanes do not stand still and
 * statements stay few: reports wait for company until a lane is about to run dry, a heartbeat is
 * due, or somebody waits for one of them; questions follow reports. Pure.
 */
final class StatementTiming {
  /**
   * A lane with less work than this is about to run dry: a report must reach the operator, its next
   * tick (one a second) commit the answer, and that be read.
   */
  static final double LOW_SECONDS = 2.5;

  /** What reports that cannot wait for a heartbeat wait for company. */
  static final Duration COMPANY = Duration.ofMillis(200);

  /** Reports are not sent more often than this. */
  static final Duration REPORT_PAUSE = Duration.ofSeconds(1);

  /** From a report to the answer: a tick of the operator and its commit. */
  static final Duration ANSWER = Duration.ofMillis(1200);

  /** An idle worker's questions grow this much rarer each time, up to the limit. */
  private static final double RARER = 1.5;

  private static final Duration RAREST = Duration.ofSeconds(10);

  private final ApplicationSettings settings;

  StatementTiming(ApplicationSettings settings) {
    this.settings = settings;
  }

  /** What to do next. */
  enum Action {
    /** Send reports only. */
    REPORT,
    /** Send a heartbeat, and what reports there are with it. */
    HEARTBEAT,
    /** Ask for assignments. */
    ASK
  }

  /** An action and when it is due; in the past: at once. */
  record Step(Action action, Instant due) {}

  /**
   * What happened so far; instants are null if it never did.
   *
   * @param reportedAt when reports, with or without a heartbeat, were sent last
   * @param answerableSince when the first reports since the last question were sent, or the first
   *     heartbeat of all; null if none
   * @param fruitless questions in a row that brought nothing new
   */
  record History(
      Instant heartbeatAt,
      Instant reportedAt,
      Instant answerableSince,
      Instant askedAt,
      int fruitless) {
    static final History NONE = new History(null, null, null, null, 0);

    /** Something was sent at {@code now}. */
    History sent(Instant now, boolean heartbeat, boolean reports) {
      return new History(
          heartbeat ? now : heartbeatAt,
          reports ? now : reportedAt,
          (reports || askedAt == null) && answerableSince == null ? now : answerableSince,
          askedAt,
          fruitless);
    }

    /** Assignments were asked for at {@code now}. */
    History asked(Instant now, boolean foundNew) {
      return new History(heartbeatAt, reportedAt, null, now, foundNew ? 0 : fruitless + 1);
    }

    /** The next heartbeat is due at once. */
    History withHeartbeatDue() {
      return new History(null, reportedAt, answerableSince, askedAt, fruitless);
    }
  }

  Step next(Instant now, History history, Outbox.State outbox, Stock stock) {
    Instant heartbeat = heartbeatDue(now, history, stock);
    Instant report = reportDue(now, history, outbox, stock);
    Instant ask = askDue(now, history, stock);
    Step step = new Step(Action.HEARTBEAT, heartbeat);
    // When both are due, what is to be said goes first: the answer may depend on it.
    if (report.isBefore(step.due()) && heartbeat.isAfter(now)) {
      step = new Step(Action.REPORT, report);
    }
    if (ask.isBefore(step.due()) && step.due().isAfter(now)) {
      step = new Step(Action.ASK, ask);
    }
    return step;
  }

  private Instant heartbeatDue(Instant now, History history, Stock stock) {
    return history.heartbeatAt() == null
        ? now
        : history
            .heartbeatAt()
            .plus(isAsleep(now, stock) ? settings.idleInterval() : settings.heartbeatInterval());
  }

  private static Instant reportDue(Instant now, History history, Outbox.State outbox, Stock stock) {
    // Once reports were sent, what comes after them waits for their answer: one answer serves all.
    boolean low = stock.leastSeconds() < LOW_SECONDS && history.answerableSince() == null;
    boolean awaited = outbox.pressing() || stock.holdsNothing() || stock.draining();
    if (outbox.count() == 0 || !(low || awaited)) {
      return Instant.MAX;
    }
    Instant withCompany = outbox.oldest().plus(stock.draining() ? Duration.ZERO : COMPANY);
    return latest(withCompany, plus(history.reportedAt(), REPORT_PAUSE, now));
  }

  private Instant askDue(Instant now, History history, Stock stock) {
    if (stock.draining() || history.heartbeatAt() == null) {
      return Instant.MAX;
    }
    if (history.askedAt() == null) {
      return history.answerableSince().plus(ANSWER);
    }
    if (isAsleep(now, stock)) {
      boolean asked = history.askedAt().isAfter(history.heartbeatAt());
      return asked ? Instant.MAX : history.heartbeatAt().plus(ANSWER.multipliedBy(2));
    }
    boolean answerNeeded = history.answerableSince() != null && stock.leastSeconds() < LOW_SECONDS;
    return answerNeeded
        ? history.answerableSince().plus(ANSWER)
        : history.askedAt().plus(pause(stock, history.fruitless()));
  }

  /** Between two questions that no report calls for. */
  private Duration pause(Stock stock, int fruitless) {
    Duration fetch = settings.fetchInterval();
    boolean hungry = stock.holdsNothing() || stock.leastSeconds() < LOW_SECONDS;
    if (hungry) {
      double factor = Math.pow(RARER, Math.min(Math.max(fruitless - 1, 0), 20));
      Duration grown = Duration.ofMillis(Math.round(fetch.toMillis() * factor));
      return shorter(grown, longer(fetch, RAREST));
    }
    // Enough to do: asked only to learn what was taken away, and what an empty lane could do.
    return stock.lanesWithout() > 0
        ? longer(fetch, settings.heartbeatInterval().dividedBy(2))
        : settings.heartbeatInterval();
  }

  private boolean isAsleep(Instant now, Stock stock) {
    return stock.holdsNothing() && !stock.lastHeld().plus(settings.idleAfter()).isAfter(now);
  }

  private static Instant plus(Instant start, Duration pause, Instant fallback) {
    return start == null ? fallback : start.plus(pause);
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
