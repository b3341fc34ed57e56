package dev.datamigration.model.error;

/** What may be done about an error. */
public enum ErrorClass {
  /** Goes away by itself: tried again, with growing pauses, up to the task's limit of attempts. */
  TRANSIENT,
  /**
   * Goes away when a person changes something outside the workflow (a password, a grant, a full
   * disk): reported at once, tried again at a slow pace.
   */
  NEEDS_PERSON,
  /** The same input always fails: never tried again. */
  PERMANENT
}
