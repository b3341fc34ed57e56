package dev.datamigration.worker.source;

/** The work was given up because its {@link Cancellation} asked for it. */
public final class CancelledException extends RuntimeException {
  public CancelledException() {
    super("cancelled", null, false, false);
  }
}
