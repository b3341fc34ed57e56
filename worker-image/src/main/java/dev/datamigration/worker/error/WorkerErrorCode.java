package dev.datamigration.worker.error;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** Errors of the worker itself; those of a source are listed beside its dialect. */
public enum WorkerErrorCode implements ErrorCode {
  /** The configuration file cannot be used; the message lists everything that is wrong. */
  BAD_CONFIGURATION("DMW-301", ErrorClass.NEEDS_PERSON),
  /** A file that holds a secret cannot be read. */
  SECRET_UNREADABLE("DMW-302", ErrorClass.NEEDS_PERSON),
  /** The scratch folder cannot be used. */
  SCRATCH_UNUSABLE("DMW-303", ErrorClass.NEEDS_PERSON),
  /** The health endpoints cannot be opened. */
  HEALTH_PORT_TAKEN("DMW-304", ErrorClass.NEEDS_PERSON),
  /** A task made no progress for too long. */
  TASK_STALLED("DMW-305", ErrorClass.TRANSIENT),
  /** An error nobody foresaw. */
  UNEXPECTED("DMW-306", ErrorClass.TRANSIENT);

  private final String code;
  private final ErrorClass errorClass;

  WorkerErrorCode(String code, ErrorClass errorClass) {
    this.code = code;
    this.errorClass = errorClass;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public ErrorClass errorClass() {
    return errorClass;
  }
}
