package dev.datamigration.local.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One committed write.
 *
 * @param object the object after the write; for a deletion its last state, carrying the deletion's
 *     resourceVersion
 * @param previous the object before the write, null for an addition
 * @param version the store-wide version of this write
 */
public record Change(
    Type type, ObjectKey key, ObjectNode object, ObjectNode previous, long version) {
  /** The watch event types of the Kubernetes API. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
