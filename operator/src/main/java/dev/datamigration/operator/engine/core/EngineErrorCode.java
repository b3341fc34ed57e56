package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** Errors the engine itself finds. */
public enum EngineErrorCode implements ErrorCode {
  WORKER_LOST("DMW-520", ErrorClass.TRANSIENT),
  TARGET_IN_USE("DMW-521", ErrorClass.PERMANENT),
  REPORT_CONTRADICTS_ITSELF("DMW-522", ErrorClass.TRANSIENT),
  LEDGER_SHARED("DMW-523", ErrorClass.NEEDS_PERSON),
  UNEXPECTED("DMW-524", ErrorClass.TRANSIENT),
  WORKER_TOO_OLD("DMW-526", ErrorClass.TRANSIENT);

  private final String code;
  private final ErrorClass errorClass;

  EngineErrorCode(String code, ErrorClass errorClass) {
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
