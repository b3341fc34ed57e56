package dev.datamigration.local.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The objects of one collection as of {@code version}. The objects must not be modified. */
public record Snapshot(List<ObjectNode> items, long version) {}
