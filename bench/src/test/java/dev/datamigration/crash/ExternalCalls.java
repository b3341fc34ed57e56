package dev.datamigration.crash;

import java.util.ArrayList;
import java.util.List;

/** Counts what processes ask of the world outside them, and lets one call go wrong. */
final class ExternalCalls {
  /** What becomes of one call. */
  enum Fate {
    MADE,
    REQUEST_LOST,
    REPLY_LOST,
    REFUSED
  }

  /** Carries out a crash; throws {@link ProcessKilled} if the caller is killed. */
  @FunctionalInterface
  interface Crash {
    Fate happen(SimulatedProcess caller);
  }

  private final int chosen;
  private final Crash crash;
  private final List<Call> made = new ArrayList<>();

  /**
   * One call of one process, such as a statement.
   *
   * @param provisional whether it is undone unless a COMMIT follows
   */
  record Call(String process, String what, boolean provisional) {
    private static final List<String> READS =
        List.of("SELECT", "SHOW", "ROLLBACK", "plan", "read", "write");

    /** Whether something outside the process' own memory and disk is different for good. */
    boolean isLasting() {
      return !provisional && READS.stream().noneMatch(what::startsWith);
    }

    boolean isWrite() {
      return READS.stream().noneMatch(what::startsWith);
    }

    boolean isOf(String place) {
      return process.startsWith(place);
    }
  }

  /**
   * @param chosen the call that goes wrong, from 1; 0 for none
   */
  ExternalCalls(int chosen, Crash crash) {
    this.chosen = chosen;
    this.crash = crash;
  }

  /** Announces a call; a process that was killed makes none. */
  Fate reach(SimulatedProcess caller, String what, boolean provisional) {
    caller.throwIfKilled();
    made.add(new Call(caller.name(), what, provisional));
    if (made.size() != chosen) {
      return Fate.MADE;
    }
    Fate fate = crash.happen(caller);
    caller.throwIfKilled();
    return fate;
  }

  boolean reachedChosen() {
    return made.size() >= chosen;
  }

  /** In order. */
  List<Call> made() {
    return made;
  }
}
