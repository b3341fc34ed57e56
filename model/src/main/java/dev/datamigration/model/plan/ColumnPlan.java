package dev.datamigration.model.plan;

/**
 * One column of a table being migrated.
 *
 * @param fileColumn its name in the staged file: {@code c1}, {@code c2}, …; the same for every file
 *     of the table
 * @param sourceName the exact identifier at the source
 * @param sourceType the source's own spelling of its type, for messages and the ledger
 * @param targetName the exact identifier in Snowflake
 * @param targetType the Snowflake type the target column has or gets, for example {@code
 *     NUMBER(12,2)}
 * @param nullable whether the source allows NULL
 * @param encoding how its values lie in the file
 * @param precision digits in all, for {@link ColumnEncoding#DECIMAL}; otherwise 0
 * @param scale digits after the point, for {@link ColumnEncoding#DECIMAL}; otherwise 0
 */
public record ColumnPlan(
    String fileColumn,
    String sourceName,
    String sourceType,
    String targetName,
    String targetType,
    boolean nullable,
    ColumnEncoding encoding,
    int precision,
    int scale) {}
