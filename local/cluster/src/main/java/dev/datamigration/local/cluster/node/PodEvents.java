package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.control.EventLog;

/** What the node tells about one pod. */
record PodEvents(ObjectNode pod, EventLog log) {
  void normal(String reason, String message) {
    log.normal(pod, reason, message);
  }

  void warning(String reason, String message) {
    log.warning(pod, reason, message);
  }
}
