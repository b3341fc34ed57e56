package dev.datamigration.local.source;

/** The source database could not be started; the message says what to do about it. */
public final class SourceStartException extends RuntimeException {
  public SourceStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
