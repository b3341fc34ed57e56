package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import java.util.Optional;
import java.util.Set;

/**
 * How a column is read: what is selected, and how its field is decoded. As little as possible is
 * converted by the server.
 */
record CopyColumn(String expression, FieldDecoder decoder) {
  /** Types whose binary form is their text. */
  private static final Set<String> RAW_TEXT = Set.of("text", "varchar", "bpchar", "name", "json");

  /**
   * The way to read a column.
   *
   * @return empty if the column as it is now cannot be read as planned
   */
  static Optional<CopyColumn> of(ColumnPlan plan, SourceColumn now) {
    String column = SqlIdentifier.quote(plan.sourceName());
    String type = now.typeClass() == TypeClass.BUILT_IN ? now.typeName() : "";
    CopyColumn read =
        switch (plan.encoding()) {
          case BOOLEAN -> type.equals("bool") ? raw(column, FieldDecoders::bool) : null;
          case INTEGER ->
              switch (type) {
                case "int2", "int4", "int8" -> raw(column, FieldDecoders::integer);
                case "oid" -> cast(column, "int8", FieldDecoders::integer);
                default -> null;
              };
          case DECIMAL ->
              switch (type) {
                case "numeric" -> raw(column, new NumericDecoder(plan.scale()));
                case "int2", "int4", "int8", "money" ->
                    cast(column, "numeric", new NumericDecoder(plan.scale()));
                case "oid" -> cast(column + "::int8", "numeric", new NumericDecoder(plan.scale()));
                default -> null;
              };
          case DOUBLE ->
              switch (type) {
                case "float4", "float8" -> raw(column, FieldDecoders::floating);
                case "int2", "int4", "int8", "numeric" ->
                    cast(column, "float8", FieldDecoders::floating);
                case "oid" -> cast(column + "::int8", "float8", FieldDecoders::floating);
                default -> null;
              };
          case STRING -> text(column, type);
          case BINARY -> type.equals("bytea") ? raw(column, FieldDecoders::bytes) : null;
          case DATE -> type.equals("date") ? raw(column, FieldDecoders::date) : null;
          case TIME -> type.equals("time") ? raw(column, FieldDecoders::time) : null;
          case TIMESTAMP ->
              switch (type) {
                case "timestamp" -> raw(column, FieldDecoders::timestamp);
                case "timestamptz" ->
                    raw("pg_catalog.timezone('UTC', " + column + ")", FieldDecoders::timestamp);
                default -> null;
              };
          case INSTANT -> type.equals("timestamptz") ? raw(column, FieldDecoders::timestamp) : null;
          case JSON -> json(column, now);
          case TIME_TEXT, TIMESTAMP_TEXT, OFFSET_TIMESTAMP_TEXT -> null;
        };
    return Optional.ofNullable(read);
  }

  private static CopyColumn text(String column, String type) {
    if (type.equals("uuid")) {
      return raw(column, FieldDecoders::uuid);
    }
    if (type.equals("inet")) {
      // A cast writes a host's address with /32 or /128, PostgreSQL's output does not.
      return raw("pg_catalog.abbrev(" + column + ")", FieldDecoders::bytes);
    }
    return RAW_TEXT.contains(type)
        ? raw(column, FieldDecoders::bytes)
        : cast(column, "text", FieldDecoders::bytes);
  }

  private static CopyColumn json(String column, SourceColumn now) {
    if (now.typeClass() == TypeClass.ARRAY) {
      return cast("pg_catalog.to_json(" + column + ")", "text", FieldDecoders::bytes);
    }
    return switch (now.typeName()) {
      case "json" -> raw(column, FieldDecoders::bytes);
      case "jsonb" -> cast(column, "text", FieldDecoders::bytes);
      default -> null;
    };
  }

  private static CopyColumn raw(String expression, FieldDecoder decoder) {
    return new CopyColumn(expression, decoder);
  }

  private static CopyColumn cast(String expression, String type, FieldDecoder decoder) {
    return new CopyColumn(expression + "::pg_catalog." + type, decoder);
  }
}
