package dev.datamigration.ledger.target;

/**
 * A column as Snowflake's catalogue describes it.
 *
 * @param dataType as in INFORMATION_SCHEMA: NUMBER, TEXT, FLOAT, BOOLEAN, DATE, TIME,
 *     TIMESTAMP_NTZ, …
 * @param scale of a NUMBER; otherwise null
 * @param fractionDigits of a TIME or TIMESTAMP; otherwise null
 */
public record TargetColumn(
    String name,
    String dataType,
    Integer scale,
    Integer fractionDigits,
    boolean nullable,
    boolean hasDefault) {}
