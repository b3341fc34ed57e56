package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.QualifiedName;

/**
 * Rows of a table.
 *
 * @param condition in the source's dialect, or null for all rows
 * @param objectModifier put after the table's name, or null
 * @param selectModifier put after SELECT, or null
 */
public record RowSelection(
    QualifiedName table, String condition, String objectModifier, String selectModifier) {}
