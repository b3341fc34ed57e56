package dev.datamigration.cli;

/** How a command ends. */
final class ExitCode {
  /** All is well. */
  static final int GOOD = 0;

  /** Something has to be mended by a person; all of it was reported. */
  static final int PROBLEMS = 1;

  /** The command could not do its work: wrong arguments, or an input that cannot be read. */
  static final int UNUSABLE = 2;

  private ExitCode() {}
}
