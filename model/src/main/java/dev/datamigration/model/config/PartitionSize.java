package dev.datamigration.model.config;

/** How large partitions are meant to be; at most one component is set, none means automatic. */
public record PartitionSize(Integer targetSizeMb, Long maxRowsPerPartition) {}
