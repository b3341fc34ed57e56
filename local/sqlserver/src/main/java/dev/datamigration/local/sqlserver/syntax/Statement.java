package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.List;

/** A statement as written. */
public sealed interface Statement {
  /** SELECT. */
  record Select(Query query) implements Statement {}

  /** INSERT; {@code columns} empty for all; {@code source} null for DEFAULT VALUES. */
  record Insert(List<String> table, List<String> columns, Query.Source source)
      implements Statement {}

  /** UPDATE. */
  record Update(List<String> table, List<Assignment> assignments, Expression where)
      implements Statement {}

  /** A column and its new value. */
  record Assignment(String column, Expression value) {}

  /** DELETE. */
  record Delete(List<String> table, Expression where) implements Statement {}

  /** TRUNCATE TABLE. */
  record Truncate(List<String> table) implements Statement {}

  /** CREATE SCHEMA. */
  record CreateSchema(String name) implements Statement {}

  /** CREATE DATABASE. */
  record CreateDatabase(String name) implements Statement {}

  /** CREATE TABLE. */
  record CreateTable(List<String> name, List<Column> columns, List<Key> keys)
      implements Statement {}

  /** A column of CREATE TABLE; {@code type} is null for a computed one. */
  record Column(
      String name,
      SqlType type,
      String typeName,
      boolean nullable,
      boolean identity,
      long seed,
      long increment,
      Expression defaultValue,
      Expression computed) {}

  /** PRIMARY KEY, UNIQUE or an index; the name may be null. */
  record Key(
      String name,
      boolean primary,
      boolean unique,
      boolean clustered,
      List<KeyColumn> columns,
      List<String> included,
      boolean filtered) {}

  /** A column of a key. */
  record KeyColumn(String name, boolean descending) {}

  /** CREATE INDEX. */
  record CreateIndex(List<String> table, Key key) implements Statement {}

  /** ALTER TABLE ADD. */
  record AddColumn(List<String> table, List<Column> columns, List<Key> keys)
      implements Statement {}

  /** ALTER TABLE DROP COLUMN. */
  record DropColumn(List<String> table, String column) implements Statement {}

  /** CREATE VIEW. */
  record CreateView(List<String> name, List<String> columns, Query query) implements Statement {}

  /** CREATE SYNONYM; the target as written. */
  record CreateSynonym(List<String> name, List<String> target, String written)
      implements Statement {}

  /** DROP of a TABLE, VIEW, SYNONYM, SCHEMA or DATABASE. */
  record Drop(String what, List<String> name, boolean ifExists) implements Statement {}

  /** DROP INDEX i ON t. */
  record DropIndex(String name, List<String> table, boolean ifExists) implements Statement {}

  /** UPDATE STATISTICS: the figures are always those of the moment. */
  record UpdateStatistics(List<String> table) implements Statement {}

  /** ALTER DATABASE d SET option ON|OFF. */
  record AlterDatabase(String name, String option, boolean on) implements Statement {}

  /** SET; the value in upper case. */
  record SetOption(String option, String value) implements Statement {}

  /** SET IDENTITY_INSERT. */
  record IdentityInsert(List<String> table, boolean on) implements Statement {}

  /** USE. */
  record Use(String database) implements Statement {}

  /** BEGIN TRANSACTION. */
  record Begin() implements Statement {}

  /** COMMIT. */
  record Commit() implements Statement {}

  /** ROLLBACK; to a savepoint if the name is not null. */
  record Rollback(String savepoint) implements Statement {}

  /** SAVE TRANSACTION. */
  record Save(String savepoint) implements Statement {}

  /** IF without ELSE. */
  record If(Expression condition, Statement then) implements Statement {}
}
