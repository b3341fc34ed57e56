package dev.datamigration.worker.source;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.ErrorCode;

/**
 * Errors met at a source: 320–329 reaching it, 330–339 planning, 340–349 extracting, 350–359
 * synchronizing.
 */
public enum SourceErrorCode implements ErrorCode {
  /** The connection could not be made, or broke. */
  UNREACHABLE("DMW-320", ErrorClass.TRANSIENT),
  /** User, password or method of authentication. */
  LOGIN_REFUSED("DMW-321", ErrorClass.NEEDS_PERSON),
  /** The user may not do it. */
  MISSING_PRIVILEGE("DMW-322", ErrorClass.NEEDS_PERSON),
  /** Deadlock, serialization failure, shutdown, too many connections: passes by itself. */
  BUSY("DMW-323", ErrorClass.TRANSIENT),
  /** The source does not accept a statement. */
  STATEMENT_REFUSED("DMW-324", ErrorClass.PERMANENT),
  /** Connection settings that cannot be meant. */
  BAD_SETTINGS("DMW-325", ErrorClass.NEEDS_PERSON),
  /** The server has no such database. */
  DATABASE_MISSING("DMW-326", ErrorClass.NEEDS_PERSON),

  /** The database has no such table. */
  TABLE_MISSING("DMW-330", ErrorClass.PERMANENT),
  /** The name is not that of something with rows. */
  NOT_A_TABLE("DMW-331", ErrorClass.PERMANENT),
  /** The configuration names a column that the table does not have. */
  COLUMN_MISSING("DMW-332", ErrorClass.PERMANENT),
  /** A column's type has no exact counterpart. */
  UNMAPPED_TYPE("DMW-333", ErrorClass.PERMANENT),
  /** A columnTypeMappings target that the source type cannot feed. */
  IMPOSSIBLE_TYPE_MAPPING("DMW-334", ErrorClass.PERMANENT),
  /** More than one partition is needed and there is nothing to divide by. */
  NO_PARTITION_KEY("DMW-335", ErrorClass.PERMANENT),
  /** The given key cannot divide a table. */
  UNUSABLE_PARTITION_KEY("DMW-336", ErrorClass.PERMANENT),
  /** The computation of boundaries took longer than allowed. */
  BOUNDARIES_TOO_SLOW("DMW-337", ErrorClass.NEEDS_PERSON),
  /** Nothing is left to migrate. */
  NO_COLUMNS("DMW-338", ErrorClass.PERMANENT),

  /** The table is no longer what it was when it was planned. */
  TABLE_CHANGED("DMW-340", ErrorClass.PERMANENT),
  /** A value that the column's type in Snowflake cannot hold. */
  VALUE_NOT_EXACT("DMW-341", ErrorClass.PERMANENT),
  /** Rows received and rows written differ. */
  COUNT_DIFFERS("DMW-342", ErrorClass.TRANSIENT),
  /** The folder for staged files cannot be written. */
  LOCAL_FOLDER("DMW-343", ErrorClass.NEEDS_PERSON),
  /** What came over the wire is not what the protocol says. */
  UNREADABLE_ROW("DMW-344", ErrorClass.TRANSIENT),

  /** The column named does not grow, or its largest value cannot be compared exactly. */
  UNUSABLE_WATERMARK("DMW-350", ErrorClass.PERMANENT),
  /** Rows are to be matched, and nothing identifies them. */
  NO_KEY_TO_TRACK("DMW-351", ErrorClass.PERMANENT);

  private final String code;
  private final ErrorClass errorClass;

  SourceErrorCode(String code, ErrorClass errorClass) {
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
