package dev.datamigration.operator.status;

import dev.datamigration.model.error.ErrorClass;

/**
 * The reason of a condition that is about an error. Error codes cannot be reasons, which have no
 * hyphens; they stand at the beginning of the message.
 */
public final class FailureReason {
  private FailureReason() {}

  /** One word for what becomes of such an error. */
  public static String of(ErrorClass errorClass) {
    return switch (errorClass) {
      case TRANSIENT -> "Retrying";
      case NEEDS_PERSON -> "NeedsPerson";
      case PERMANENT -> "Failed";
    };
  }
}
