package dev.datamigration.local.sqlserver.catalogue;

/**
 * A step of a histogram: the rows at its high key, and those between the step before and it.
 *
 * @param highKey as text that converts back to the value; null for the step of the NULLs
 */
public record HistogramStep(
    String highKey, long rangeRows, long equalRows, long distinctRangeRows) {}
