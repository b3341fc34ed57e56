package dev.datamigration.local.sqlserver;

/** An error as SQL Server numbers it. */
public final class ServerError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final int state;
  private final int severity;

  public ServerError(int number, int state, int severity, String message) {
    super(message);
    this.number = number;
    this.state = state;
    this.severity = severity;
  }

  public ServerError(int number, String message) {
    this(number, 1, 16, message);
  }

  /** What this stand-in does not know. */
  public static ServerError unsupported(String what) {
    return new ServerError(
        40512, 1, 16, "The stand-in for SQL Server does not support '" + what + "'.");
  }

  public static ServerError syntax(String near) {
    return new ServerError(102, 1, 15, "Incorrect syntax near '" + near + "'.");
  }

  public int number() {
    return number;
  }

  public int state() {
    return state;
  }

  public int severity() {
    return severity;
  }

  /** Whether the rest of the batch is not run. */
  public boolean endsBatch() {
    return switch (number) {
      case 515, 544, 547, 2601, 2627, 2628, 8152 -> false;
      default -> true;
    };
  }

  /** Whether the open transaction is rolled back. */
  public boolean endsTransaction() {
    return number == 1205 || number == 3960 || number == 3961 || severity >= 20;
  }
}
