package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Expressions that change a column's values on their way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomColumnTransform(
    @JsonPropertyDescription(
            "The one column this is for. Give exactly one of column, columnPattern, dataType.")
        String column,
    @JsonPropertyDescription(
            "A regular expression over whole column names; case does not matter. Give exactly one of"
                + " column, columnPattern, dataType.")
        String columnPattern,
    @JsonPropertyDescription(
            "The source type whose columns this is for. Give exactly one of column, columnPattern,"
                + " dataType.")
        String dataType,
    @JsonPropertyDescription(
            "An expression in the source's dialect that is read instead of the column; {{ col_name }}"
                + " stands for the column. Default: the column itself.")
        String encodeExpression,
    @JsonPropertyDescription(
            "A Snowflake expression that is loaded instead of the staged value; {{ col_name }} stands"
                + " for the value. Default: the value itself.")
        String decodeExpression,
    @JsonPropertyDescription(
            "The Snowflake type of the column in the target. Default: from the type map.")
        String targetType) {
  /** Whether another transform selects its columns in the same words; case does not matter. */
  public boolean sameSelector(CustomColumnTransform other) {
    return other != null
        && same(column, other.column)
        && same(columnPattern, other.columnPattern)
        && same(dataType, other.dataType);
  }

  private static boolean same(String a, String b) {
    return a == null ? b == null : a.equalsIgnoreCase(b);
  }
}
