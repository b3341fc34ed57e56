package dev.datamigration.ledger.error;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/** Errors met in Snowflake. */
public enum LedgerErrorCode implements ErrorCode {
  LOGIN_REFUSED("DMW-201", ErrorClass.NEEDS_PERSON),
  UNREACHABLE("DMW-202", ErrorClass.TRANSIENT),
  MISSING_PRIVILEGE("DMW-203", ErrorClass.NEEDS_PERSON),
  STATEMENT_FAILED("DMW-204", ErrorClass.TRANSIENT),
  LEDGER_NEWER("DMW-205", ErrorClass.NEEDS_PERSON),
  LEDGER_OWNED("DMW-206", ErrorClass.NEEDS_PERSON),
  LEDGER_LOST("DMW-207", ErrorClass.TRANSIENT),
  OBJECT_MISSING("DMW-208", ErrorClass.NEEDS_PERSON),
  UPLOAD_FAILED("DMW-209", ErrorClass.TRANSIENT),
  LOCAL_FILE("DMW-210", ErrorClass.NEEDS_PERSON),
  BAD_LOGIN_SETTINGS("DMW-211", ErrorClass.NEEDS_PERSON),
  ASSIGNMENT_UNREADABLE("DMW-212", ErrorClass.NEEDS_PERSON),
  TRANSACTION_ABORTED("DMW-213", ErrorClass.TRANSIENT),

  TARGET_SCHEMA_MISSING("DMW-501", ErrorClass.NEEDS_PERSON),
  TARGET_LACKS_COLUMN("DMW-502", ErrorClass.PERMANENT),
  TARGET_TYPE_LOSSY("DMW-503", ErrorClass.PERMANENT),
  TARGET_COLUMN_REQUIRED("DMW-504", ErrorClass.PERMANENT),
  TARGET_CHANGED("DMW-505", ErrorClass.PERMANENT),
  LOAD_COUNT_DIFFERS("DMW-506", ErrorClass.PERMANENT),
  LOAD_REFUSED("DMW-507", ErrorClass.PERMANENT),
  LOAD_OUTCOME_UNKNOWN("DMW-508", ErrorClass.TRANSIENT),
  TARGET_NOT_A_TABLE("DMW-509", ErrorClass.PERMANENT),
  STAGED_FILE_MISSING("DMW-510", ErrorClass.PERMANENT),
  TARGET_HOLDS_ROWS("DMW-511", ErrorClass.PERMANENT),
  SYNC_STATE_MOVED("DMW-512", ErrorClass.PERMANENT),
  TARGET_NOT_AS_LEFT("DMW-513", ErrorClass.PERMANENT),
  KEY_NOT_UNIQUE("DMW-514", ErrorClass.PERMANENT);

  private final String code;
  private final ErrorClass errorClass;

  LedgerErrorCode(String code, ErrorClass errorClass) {
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
