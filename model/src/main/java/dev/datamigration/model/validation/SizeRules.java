package dev.datamigration.model.validation;

import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;

/** Partition sizes, and the ranges of every other number. */
final class SizeRules {
  /** 64 GiB: beyond, a failed partition costs more than it saves. */
  static final int MAX_MEGABYTES = 65_536;

  /** A day. */
  static final int MAX_TIMEOUT_MINUTES = 1_440;

  private static final String ONE_FORM =
      "Keep one: partitionSize, or targetPartitionSizeMb or targetPartitionSizeRows";

  private SizeRules() {}

  static void check(TableScope scope) {
    TableConfiguration table = scope.table();
    exclusive(scope, table);
    PartitionSize size = table.partitionSize();
    if (size != null) {
      range(scope, "partitionSize.targetSizeMb", size.targetSizeMb(), MAX_MEGABYTES);
      range(scope, "partitionSize.maxRowsPerPartition", size.maxRowsPerPartition(), Long.MAX_VALUE);
    }
    range(scope, "targetPartitionSizeMb", table.targetPartitionSizeMb(), MAX_MEGABYTES);
    range(scope, "targetPartitionSizeRows", table.targetPartitionSizeRows(), Long.MAX_VALUE);
    range(scope, "maxPartitionSizeRows", table.maxPartitionSizeRows(), Long.MAX_VALUE);
    range(scope, "samplingThresholdRows", table.samplingThresholdRows(), Long.MAX_VALUE);
    range(scope, "samplingTargetRows", table.samplingTargetRows(), Long.MAX_VALUE);
    range(scope, "executionTimeoutMinutes", table.executionTimeoutMinutes(), MAX_TIMEOUT_MINUTES);
    segmentation(scope, table);
  }

  private static void exclusive(TableScope scope, TableConfiguration table) {
    PartitionSize size = table.partitionSize();
    boolean targetMb = table.targetPartitionSizeMb() != null;
    boolean targetRows = table.targetPartitionSizeRows() != null;
    boolean maxRows = table.maxPartitionSizeRows() != null;
    if (size != null && (targetMb || targetRows || maxRows)) {
      conflict(scope, "partitionSize", "the partition size is given in both spellings");
    }
    if (size != null && size.targetSizeMb() != null && size.maxRowsPerPartition() != null) {
      conflict(scope, "partitionSize", "the partition size is given in megabytes and in rows");
    }
    if (targetMb && targetRows) {
      conflict(
          scope, "targetPartitionSizeRows", "the partition size is given in megabytes and in rows");
    }
    if (targetRows && maxRows && table.targetPartitionSizeRows() > table.maxPartitionSizeRows()) {
      scope.report(
          ConfigurationErrorCode.CONFLICTING_PARTITION_SIZES,
          "targetPartitionSizeRows",
          "partitions are to be larger than maxPartitionSizeRows allows",
          "Write a number of at most " + table.maxPartitionSizeRows());
    }
  }

  private static void conflict(TableScope scope, String setting, String what) {
    scope.report(ConfigurationErrorCode.CONFLICTING_PARTITION_SIZES, setting, what, ONE_FORM);
  }

  private static void segmentation(TableScope scope, TableConfiguration table) {
    if (table.loadSegmentation() == null) {
      return;
    }
    Integer size = table.loadSegmentation().targetSegmentSizeMb();
    range(scope, "loadSegmentation.targetSegmentSizeMb", size, Integer.MAX_VALUE);
    if (size == null) {
      scope.report(
          ConfigurationErrorCode.SETTING_WITHOUT_EFFECT,
          "loadSegmentation",
          "the segmentation has no size",
          "Write targetSegmentSizeMb, or remove loadSegmentation");
    }
  }

  private static void range(TableScope scope, String setting, Number value, long max) {
    if (value != null && (value.longValue() < 1 || value.longValue() > max)) {
      scope.report(
          ConfigurationErrorCode.OUT_OF_RANGE,
          setting,
          value + " is out of range",
          max == Long.MAX_VALUE || max == Integer.MAX_VALUE
              ? "Write a number of at least 1"
              : "Write a number from 1 to " + max);
    }
  }
}
