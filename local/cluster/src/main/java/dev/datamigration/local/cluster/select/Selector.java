package dev.datamigration.local.cluster.select;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which objects a list or watch is about. */
public interface Selector {
  boolean matches(ObjectNode object);

  default Selector and(Selector other) {
    return object -> matches(object) && other.matches(object);
  }
}
