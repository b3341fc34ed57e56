package dev.datamigration.local.stack;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** Errors of the embedded stack. */
public enum StackErrorCode implements ErrorCode {
  NOT_BUILT("DMW-910", ErrorClass.NEEDS_PERSON),
  PART_DID_NOT_START("DMW-911", ErrorClass.NEEDS_PERSON),
  MIGRATION_FAILED("DMW-912", ErrorClass.PERMANENT),
  BAD_OPTION("DMW-913", ErrorClass.NEEDS_PERSON);

  private final String code;
  private final ErrorClass errorClass;

  StackErrorCode(String code, ErrorClass errorClass) {
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
