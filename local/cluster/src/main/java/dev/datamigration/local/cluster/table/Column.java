package dev.datamigration.local.cluster.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * A column of a printed table.
 *
 * @param priority 0 is always shown, anything above only with {@code -o wide}
 */
public record Column(
    String name,
    String type,
    String format,
    String description,
    int priority,
    Function<ObjectNode, JsonNode> value) {}
