package dev.datamigration.local.snowflake.engine.copy;

import dev.datamigration.local.snowflake.engine.translate.StagedColumn;
import dev.datamigration.local.snowflake.stage.StagedFile;
import java.util.List;

/**
 * Staged files with the same columns.
 *
 * @param source what gives their rows in DuckDB's SQL
 */
record FileGroup(List<StagedFile> files, List<StagedColumn> columns, String source) {}
