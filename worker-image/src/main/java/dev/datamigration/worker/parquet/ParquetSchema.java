package dev.datamigration.worker.parquet;

import dev.datamigration.model.plan.ColumnPlan;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a table's staged files. */
final class ParquetSchema {
  private static final int INT32_DIGITS = 9;
  private static final int INT64_DIGITS = 18;

  private ParquetSchema() {}

  static MessageType of(List<ColumnPlan> columns) {
    return new MessageType("table", columns.stream().map(ParquetSchema::field).toList());
  }

  /** How a DECIMAL of this many digits lies in the file. */
  static PrimitiveTypeName decimalType(int precision) {
    if (precision <= INT32_DIGITS) {
      return PrimitiveTypeName.INT32;
    }
    return precision <= INT64_DIGITS
        ? PrimitiveTypeName.INT64
        : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  /** Bytes that a signed number of this many digits needs. */
  static int decimalBytes(int precision) {
    return BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  private static Type field(ColumnPlan column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    PrimitiveTypeName type =
        switch (column.encoding()) {
          case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
          case DATE -> PrimitiveTypeName.INT32;
          case INTEGER, TIME, TIMESTAMP, INSTANT -> PrimitiveTypeName.INT64;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case STRING, TIME_TEXT, TIMESTAMP_TEXT, OFFSET_TIMESTAMP_TEXT, JSON, BINARY ->
              PrimitiveTypeName.BINARY;
          case DECIMAL -> decimalType(column.precision());
        };
    Types.PrimitiveBuilder<? extends Type> builder = Types.primitive(type, repetition);
    if (type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      builder.length(decimalBytes(column.precision()));
    }
    return builder.as(logicalType(column)).named(column.fileColumn());
  }

  private static LogicalTypeAnnotation logicalType(ColumnPlan column) {
    return switch (column.encoding()) {
      case BOOLEAN, INTEGER, DOUBLE, BINARY -> null;
      case DECIMAL -> LogicalTypeAnnotation.decimalType(column.scale(), column.precision());
      case STRING, TIME_TEXT, TIMESTAMP_TEXT, OFFSET_TIMESTAMP_TEXT, JSON ->
          LogicalTypeAnnotation.stringType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case TIME -> LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS);
      case TIMESTAMP -> LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS);
      case INSTANT -> LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);
    };
  }
}
