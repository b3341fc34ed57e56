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
  private final List<String> made = new ArrayList<>();

  /**
   * @param chosen the call that goes wrong, from 1; 0 for none
   */
  ExternalCalls(int chosen, Crash crash) {
    this.chosen = chosen;
    this.crash = crash;
  }

  /** Announces a call; a process that was killed makes none. */
  Fate reach(SimulatedProcess caller, String what) {
    caller.throwIfKilled();
    made.add(caller.name() + ": " + what);
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
  List<String> made() {
    return made;
  }
}
