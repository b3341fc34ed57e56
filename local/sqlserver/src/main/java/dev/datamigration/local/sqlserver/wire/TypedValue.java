package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.type.SqlType;

/**
 * A parameter.
 *
 * @param name with its @, or empty
 * @param value null, Boolean, Long, BigDecimal, Double, Float, String, byte[], or a java.time value
 */
public record TypedValue(String name, boolean output, SqlType type, Object value) {}
