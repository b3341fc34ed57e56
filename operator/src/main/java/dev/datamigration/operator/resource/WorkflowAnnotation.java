package dev.datamigration.operator.resource;

/** Annotations by which a person asks for something once; a spec says what is wanted for good. */
public final class WorkflowAnnotation {
  /**
   * Every new value, whatever it says, has everything that failed tried again, once. The value that
   * was acted on last is {@link WorkflowStatus#lastHandledRetry}.
   */
  public static final String RETRY_FAILED = ApiGroup.NAME + "/retry-failed";

  private WorkflowAnnotation() {}
}
