package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.engine.ResultColumn;
import java.util.List;

/** A query in H2's SQL; its columns are called K1, K2, …. */
public record Translated(String sql, List<ResultColumn> columns) {}
