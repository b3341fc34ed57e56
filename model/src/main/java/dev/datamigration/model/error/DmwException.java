package dev.datamigration.model.error;

/**
 * An error a user can meet. The message reads {@code CODE: what happened to which object. What to
 * do.} and never holds a secret.
 */
public class DmwException extends RuntimeException {
  private final String code;
  private final ErrorClass errorClass;

  /**
   * @param what what happened to which object, a sentence ending in a full stop
   * @param remedy what to do, a sentence ending in a full stop
   */
  public DmwException(ErrorCode code, String what, String remedy) {
    this(code, what, remedy, null);
  }

  /** As {@link #DmwException(ErrorCode, String, String)}, with the error underneath. */
  public DmwException(ErrorCode code, String what, String remedy, Throwable cause) {
    super(code.code() + ": " + what + " " + remedy, cause);
    this.code = code.code();
    this.errorClass = code.errorClass();
  }

  /** The code as shown, for example {@code DMW-101}. */
  public String code() {
    return code;
  }

  /** Whether trying again can help. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** This error as it travels in events and is kept in the ledger. */
  public Failure toFailure() {
    return new Failure(code, errorClass, getMessage());
  }
}
