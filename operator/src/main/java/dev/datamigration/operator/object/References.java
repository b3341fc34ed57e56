package dev.datamigration.operator.object;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.engine.api.ObjectKey;

/** What is wrong when an object names another that is not there. */
public final class References {
  private References() {}

  /** The error to show on the object that names one which is not there. */
  public static DmwException missing(String kind, ObjectKey key) {
    return new DmwException(
        KubernetesErrorCode.CONNECTION_MISSING,
        kind + " " + key + " does not exist.",
        "Create it, or correct the name; work goes on by itself once it is there.");
  }
}
