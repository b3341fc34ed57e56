package dev.datamigration.operator.object;

/**
 * Under which names fields of objects are written by server-side apply. One a reconciler: the SDK's
 * comparison with what is there does not take an object whose spec and status one manager wrote.
 */
public final class FieldManager {
  public static final String WORKFLOWS = "dmw-operator-workflows";
  public static final String POOLS = "dmw-operator-pools";
  public static final String CONNECTIONS = "dmw-operator-connections";

  private FieldManager() {}
}
