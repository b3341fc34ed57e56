package dev.datamigration.operator.object;

import java.util.Map;

/** Labels of the objects we make. */
public final class Labels {
  /** Our name in labels and Events. */
  public static final String OPERATOR = "dmw-operator";

  /** Kubernetes' recommended label for who made an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The pool a Deployment or pod belongs to. */
  public static final String POOL = "datamigration.dev/pool";

  /** Selects all objects we make. */
  public static final String OURS = MANAGED_BY + "=" + OPERATOR;

  private Labels() {}

  /** Of everything that belongs to a pool. */
  public static Map<String, String> ofPool(String pool) {
    return Map.of(MANAGED_BY, OPERATOR, "app.kubernetes.io/name", "dmw-worker", POOL, pool);
  }
}
