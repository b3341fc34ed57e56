package dev.datamigration.model.message;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** Errors of messages between operator and worker. */
public enum MessageErrorCode implements ErrorCode {
  /** A message does not have a form this version knows. */
  UNREADABLE_MESSAGE("DMW-180");

  private final String code;

  MessageErrorCode(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public ErrorClass errorClass() {
    return ErrorClass.PERMANENT;
  }
}
