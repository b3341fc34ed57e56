package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** Where the node keeps the containers' output. */
public interface PodLogs {
  /**
   * The log of a container's current run, or of the one before.
   *
   * @param container empty for the only container
   * @throws dev.datamigration.local.cluster.status.ApiException 400 when there is no such container
   *     or run
   */
  Path find(ObjectNode pod, String container, boolean previous);

  /** Whether more may be written to the container's current log. */
  boolean isRunning(ObjectNode pod, String container);
}
