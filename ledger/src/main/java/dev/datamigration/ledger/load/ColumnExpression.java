package dev.datamigration.ledger.load;

import dev.datamigration.model.plan.ColumnPlan;

/**
 * How COPY turns a staged column into a value. Casts name the type the file holds, never a narrower
 * one: a value that does not fit the target column is then an error of the load, where an explicit
 * cast would cut it silently.
 */
final class ColumnExpression {
  private ColumnExpression() {}

  static String of(ColumnPlan column) {
    String staged = "$1:" + column.fileColumn();
    return switch (column.encoding()) {
      case BOOLEAN -> staged + "::BOOLEAN";
      case INTEGER -> staged + "::NUMBER(38,0)";
      case DECIMAL -> staged + "::NUMBER(" + column.precision() + "," + column.scale() + ")";
      case DOUBLE -> staged + "::FLOAT";
      case STRING -> staged + "::VARCHAR";
      case BINARY -> staged + "::BINARY";
      case DATE -> staged + "::DATE";
      case TIME -> staged + "::TIME(6)";
      case TIME_TEXT -> "TO_TIME(" + staged + "::VARCHAR)";
      case TIMESTAMP -> staged + "::TIMESTAMP_NTZ(6)";
      // The loading session's time zone is UTC: an instant becomes the same instant with offset
      // zero.
      case INSTANT -> staged + "::TIMESTAMP_LTZ(6)";
      case TIMESTAMP_TEXT -> "TO_TIMESTAMP_NTZ(" + staged + "::VARCHAR)";
      case OFFSET_TIMESTAMP_TEXT -> "TO_TIMESTAMP_TZ(" + staged + "::VARCHAR)";
      case JSON -> "PARSE_JSON(" + staged + "::VARCHAR)";
    };
  }
}
