package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.List;
import java.util.Map;

/** A statement as written. The list is closed: what is not here is refused. */
public sealed interface Statement {
  record Select(Query query) implements Statement {}

  /**
   * Insert as written.
   *
   * @param columns empty for all
   */
  record Insert(List<String> table, List<String> columns, Query source, boolean overwrite)
      implements Statement {}

  /**
   * Update as written.
   *
   * @param from null for none
   * @param where null for none
   */
  record Update(
      List<String> table,
      Query.Alias alias,
      List<Assignment> assignments,
      Query.From from,
      Expression where)
      implements Statement {}

  record Assignment(String column, Expression value) {}

  /**
   * Delete as written.
   *
   * @param using null for none
   * @param where null for none
   */
  record Delete(List<String> table, Query.Alias alias, Query.From using, Expression where)
      implements Statement {}

  record Merge(
      List<String> table,
      Query.Alias alias,
      Query.From source,
      Expression on,
      List<MergeClause> clauses)
      implements Statement {}

  /**
   * MergeClause as written.
   *
   * @param condition null for none
   * @param action UPDATE, DELETE or INSERT
   */
  record MergeClause(
      boolean matched,
      Expression condition,
      String action,
      List<Assignment> assignments,
      List<String> columns,
      List<Expression> values) {}

  record Truncate(List<String> table, boolean ifExists) implements Statement {}

  /** What may be created, dropped, shown and granted on. */
  enum ObjectKind {
    DATABASE,
    SCHEMA,
    TABLE,
    VIEW,
    STAGE,
    ROLE
  }

  /** CREATE of a DATABASE, SCHEMA, STAGE or ROLE, which take no options. */
  record CreateNamed(ObjectKind kind, List<String> name, boolean orReplace, boolean ifNotExists)
      implements Statement {}

  /**
   * CreateTable as written.
   *
   * @param source of CREATE TABLE AS; null for none
   * @param like of CREATE TABLE LIKE or CLONE; empty for none
   */
  record CreateTable(
      List<String> name,
      boolean orReplace,
      boolean ifNotExists,
      String tableKind,
      List<ColumnDefinition> columns,
      Query source,
      List<String> like,
      String comment)
      implements Statement {}

  /**
   * ColumnDefinition as written.
   *
   * @param type null in CREATE TABLE AS with names only
   * @param defaultText the default as written; null for none
   */
  record ColumnDefinition(
      String name,
      SnowType type,
      boolean notNull,
      Expression defaultValue,
      String defaultText,
      boolean identity,
      long identityStart,
      long identityStep,
      boolean primaryKey,
      String comment) {}

  /**
   * CreateView as written.
   *
   * @param text of the query, as written
   */
  record CreateView(
      List<String> name,
      boolean orReplace,
      boolean ifNotExists,
      List<String> columns,
      Query query,
      String text)
      implements Statement {}

  record Drop(ObjectKind kind, List<String> name, boolean ifExists) implements Statement {}

  record AlterTable(List<String> name, boolean ifExists, TableChange change) implements Statement {}

  /** What ALTER TABLE does. */
  sealed interface TableChange {}

  record AddColumn(ColumnDefinition column, boolean ifNotExists) implements TableChange {}

  record DropColumn(String column, boolean ifExists) implements TableChange {}

  record RenameColumn(String column, String to) implements TableChange {}

  record RenameTable(List<String> to) implements TableChange {}

  record SwapWith(List<String> other) implements TableChange {}

  record SetNotNull(String column, boolean notNull) implements TableChange {}

  record SetDataType(String column, SnowType type) implements TableChange {}

  /**
   * Grant as written.
   *
   * @param object empty for ACCOUNT
   */
  record Grant(boolean revoke, List<String> privileges, String on, List<String> object, String role)
      implements Statement {}

  /** GRANT or REVOKE of a role to a role or user. */
  record GrantRole(boolean revoke, String role, String toKind, String to) implements Statement {}

  /**
   * Use as written.
   *
   * @param kind USE of DATABASE, SCHEMA, WAREHOUSE or ROLE
   */
  record Use(String kind, List<String> name) implements Statement {}

  record AlterSession(Map<String, String> set, List<String> unset) implements Statement {}

  record Begin() implements Statement {}

  record Commit() implements Statement {}

  record Rollback() implements Statement {}

  /** SELECT SYSTEM$ABORT_TRANSACTION(id). */
  record AbortTransaction(long id) implements Statement {}

  /**
   * Show as written.
   *
   * @param like null for none
   * @param scope IN DATABASE or SCHEMA or ACCOUNT; null for none
   */
  record Show(String kind, String like, String scope, List<String> in) implements Statement {}

  record Describe(ObjectKind kind, List<String> name) implements Statement {}

  /**
   * A load.
   *
   * @param columns of the table; empty for all
   * @param items of the transformation; empty when columns are matched by name
   * @param stage as written, from the {@code @}
   * @param files null for every file under the path
   * @param matchByName null, CASE_SENSITIVE or CASE_INSENSITIVE
   */
  record Copy(
      List<String> table,
      List<String> columns,
      List<Query.Item> items,
      String stage,
      List<String> files,
      String matchByName,
      boolean force,
      boolean purge)
      implements Statement {}
}
