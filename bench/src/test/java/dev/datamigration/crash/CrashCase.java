package dev.datamigration.crash;

/**
 * One run of the scenario.
 *
 * @param fresh whether the operator finds no ledger and makes it; otherwise it finds an empty one
 * @param kind what goes wrong
 * @param call at which call, from 1; 0: nothing goes wrong
 * @param seed of what is drawn by lot
 */
record CrashCase(boolean fresh, CrashKind kind, int call, long seed) {
  /** The command that runs this case alone. */
  String command() {
    return "./mvnw -pl bench -am test -Dtest=CrashPointTest -Dsurefire.failIfNoSpecifiedTests=false -Dcrash.kind="
        + kind
        + " -Dcrash.call="
        + call
        + " -Dcrash.seed="
        + seed
        + " -Dcrash.fresh="
        + fresh;
  }
}
