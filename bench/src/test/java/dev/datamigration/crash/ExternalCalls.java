package dev.datamigration.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what processes ask of the world outside them, and lets some calls go wrong. */
final class ExternalCalls {
  /** The call that opens a session. */
  static final String LOGIN = "LOGIN";

  /** What becomes of one call. */
  enum Fate {
    MADE,
    REQUEST_LOST,
    REPLY_LOST,
    REFUSED,
    /** The driver gets a 503 and sends it again. */
    RESENT,
    /** It is made, the driver gets no answer and sends it again. */
    REPLY_DROPPED,
    /** Half of a file arrives, then the connection breaks. */
    HALF_MADE,
    /** Half of a file arrives, then the caller is killed. */
    HALF_MADE_THEN_KILLED
  }

  /** Carries out a crash, which may kill the caller. */
  @FunctionalInterface
  interface Happening {
    Fate happen(CrashKind kind, SimulatedProcess caller);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Short, because the case waits for it; a login that is not refused takes milliseconds. */
  private static final Duration PATIENCE_WHEN_REFUSED = Duration.ofSeconds(3);

  private final List<Crash> crashes;
  private final Happening happening;
  private final List<Call> made = new ArrayList<>();
  private int happened;
  private int madeBefore;

  /**
   * One call of one process, such as a statement.
   *
   * @param provisional whether it is undone unless a COMMIT follows
   */
  record Call(String process, String what, boolean provisional) {
    private static final List<String> SOURCE = List.of("plan", "read", "write");
    private static final List<String> READS = List.of("SELECT", "SHOW", "ROLLBACK", LOGIN);

    /** Whether something outside the process' own memory and disk is different for good. */
    boolean isLasting() {
      return !provisional && isStatementThatWrites();
    }

    boolean isWrite() {
      return isStatementThatWrites() || what.startsWith("write");
    }

    boolean isStatementThatWrites() {
      return READS.stream().noneMatch(what::startsWith)
          && SOURCE.stream().noneMatch(what::startsWith);
    }

    boolean isLogin() {
      return what.equals(LOGIN);
    }

    boolean isUpload() {
      return what.startsWith("PUT");
    }

    boolean isCopy() {
      return what.startsWith("COPY");
    }

    boolean isOf(String place) {
      return process.startsWith(place);
    }
  }

  /**
   * @param crashes what goes wrong, one after the other
   */
  ExternalCalls(List<Crash> crashes, Happening happening) {
    this.crashes = crashes;
    this.happening = happening;
  }

  /**
   * Announces a call; a process that was killed makes none. Its own thread is told so; one of its
   * connection pool, which announces logins, has to look.
   */
  Fate reach(SimulatedProcess caller, String what, boolean provisional) {
    caller.throwIfKilled();
    CrashKind now = count(new Call(caller.name(), what, provisional));
    if (now == null) {
      return Fate.MADE;
    }
    Fate fate = happening.happen(now, caller);
    caller.throwIfKilled();
    return fate;
  }

  private synchronized CrashKind count(Call call) {
    made.add(call);
    if (happened == crashes.size()) {
      return null;
    }
    Crash next = crashes.get(happened);
    if (made.size() - madeBefore < next.call() || !next.kind().fits(call)) {
      return null;
    }
    happened++;
    madeBefore = made.size();
    return next.kind();
  }

  /** How long a process waits for a session, on the computer's own clock. */
  Duration loginPatience() {
    boolean refused = crashes.stream().anyMatch(crash -> crash.kind() == CrashKind.REFUSED);
    return refused ? PATIENCE_WHEN_REFUSED : PATIENCE;
  }

  /** How many of the crashes there were. */
  synchronized int happened() {
    return happened;
  }

  /** In order. */
  synchronized List<Call> made() {
    return List.copyOf(made);
  }
}
