package dev.datamigration.operator.object;

/** Under which name we write fields of objects by server-side apply. */
public final class FieldManager {
  /** The one name for all reconcilers. */
  public static final String NAME = "dmw-operator";

  private FieldManager() {}
}
