package dev.datamigration.crash;

/**
 * One thing that goes wrong.
 *
 * @param call at which call, from 1, counted from the crash before it; if it cannot happen there,
 *     then at the first one after it at which it can
 */
record Crash(CrashKind kind, int call) {
  static Crash parse(String text) {
    int at = text.indexOf('@');
    return new Crash(
        CrashKind.valueOf(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return kind + "@" + call;
  }
}
