package dev.datamigration.local.snowflake.execution;

/** Numbers by which the driver knows kinds of statements. */
public final class StatementTypes {
  /** A query. */
  public static final long SELECT = 0x1000;

  /** INSERT. */
  public static final long INSERT = 0x3100;

  /** UPDATE. */
  public static final long UPDATE = 0x3200;

  /** DELETE. */
  public static final long DELETE = 0x3300;

  /** MERGE. */
  public static final long MERGE = 0x3400;

  /** PUT. */
  public static final long PUT = 0x7102;

  private StatementTypes() {}
}
