package dev.datamigration.model.message;

/** Whether the operator wants an assignment back; the worker answers with a {@code Released}. */
public enum Recall {
  /** It is to be carried out. */
  NONE,
  /** It is to be handed back unless it was begun. */
  UNLESS_BEGUN,
  /** It is to be handed back, begun or not. */
  ALWAYS
}
