package dev.datamigration.operator.object;

/**
 * How reconcilers that failed are tried again: without end, because the SDK's own default leaves an
 * object alone after five tries.
 */
public final class RetryForever {
  /** Negative: no limit. */
  public static final int ATTEMPTS = -1;

  /** The first pause, in milliseconds. */
  public static final long FIRST = 1_000;

  /** Each pause is so much longer than the one before. */
  public static final double GROWTH = 2;

  /** The longest pause, in milliseconds. */
  public static final long LONGEST = 60_000;

  /** Minutes after which an object is looked at even if nothing happened. */
  public static final long LOOK_ANYWAY_MINUTES = 10;

  private RetryForever() {}
}
