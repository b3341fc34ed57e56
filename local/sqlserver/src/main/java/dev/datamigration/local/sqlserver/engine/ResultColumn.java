package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.type.SqlType;

/** A column of a result as COLMETADATA describes it. */
public record ResultColumn(
    String name, SqlType type, boolean nullable, boolean identity, boolean computed) {}
