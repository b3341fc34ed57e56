package dev.datamigration.crash;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run of a scenario.
 *
 * @param fresh whether the operator finds no ledger and makes it; otherwise it finds an empty one
 * @param seed of what is drawn by lot
 * @param crashes what goes wrong, one after the other
 */
record CrashCase(Scenario scenario, boolean fresh, long seed, List<Crash> crashes) {
  CrashCase {
    crashes = List.copyOf(crashes);
  }

  static CrashCase of(boolean fresh, long seed, CrashKind kind, int call) {
    return new CrashCase(Scenario.SMALL, fresh, seed, List.of(new Crash(kind, call)));
  }

  /** In which nothing goes wrong. */
  static CrashCase undisturbed(Scenario scenario, boolean fresh, long seed) {
    return new CrashCase(scenario, fresh, seed, List.of());
  }

  /** The reverse of {@link #toString}. */
  static CrashCase parse(String text) {
    String[] parts = text.split(":", -1);
    return new CrashCase(
        Scenario.valueOf(parts[0]),
        parts[1].equals("fresh"),
        Long.parseLong(parts[2]),
        Arrays.stream(parts[3].split("\\+", -1)).map(Crash::parse).toList());
  }

  boolean has(CrashKind kind) {
    return crashes.stream().anyMatch(crash -> crash.kind() == kind);
  }

  @Override
  public String toString() {
    return scenario
        + (fresh ? ":fresh:" : ":empty:")
        + seed
        + ":"
        + crashes.stream().map(Crash::toString).collect(Collectors.joining("+"));
  }

  /** The command that runs this case alone. */
  String command() {
    return "./mvnw -pl bench -am test -Dtest=CrashPointTest -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.case="
        + this;
  }
}
