package dev.datamigration.operator.resource;

/** The types of conditions our objects have. */
public final class ConditionType {
  /** Workflow: the spec is valid and its connections exist. */
  public static final String ACCEPTED = "Accepted";

  /** Workflow: the partitions of every table are known. */
  public static final String PLANNED = "Planned";

  /** Workflow: work goes on. Abnormal-true, as kstatus reads it: absent or False at the end. */
  public static final String RECONCILING = "Reconciling";

  /**
   * Workflow: nothing is begun because the spec says so; the reason is Suspending until what had
   * begun is at its end.
   */
  public static final String SUSPENDED = "Suspended";

  /** Workflow: a person is needed. Abnormal-true, as kstatus reads it. */
  public static final String STALLED = "Stalled";

  /** Workflow: the summary; Unknown while active. */
  public static final String SUCCEEDED = "Succeeded";

  /** Pools and connections: the summary. */
  public static final String READY = "Ready";

  private ConditionType() {}
}
