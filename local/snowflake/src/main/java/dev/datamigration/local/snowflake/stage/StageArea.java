package dev.datamigration.local.snowflake.stage;

import java.util.List;

/**
 * The account's stages: which exist and what lies in them. What is created here survives a restart.
 * Thread-safe. An I/O error becomes an {@link java.io.UncheckedIOException}.
 */
public interface StageArea {
  /** Whether the stage exists. */
  boolean exists(StageName stage);

  /**
   * Creates an empty stage.
   *
   * @return false if it was there already; nothing is changed then
   */
  boolean create(StageName stage);

  /**
   * Drops a stage with its files.
   *
   * @return false if there was none
   */
  boolean drop(StageName stage);

  /** Drops every stage of a schema, as DROP SCHEMA does. */
  void dropSchema(String database, String schema);

  /** Drops every stage of a database, as DROP DATABASE does. */
  void dropDatabase(String database);

  /** The stages of a schema by name. */
  List<StageName> stages(String database, String schema);

  /**
   * The files whose path begins with {@code prefix}, ordered by path; a prefix is text and need not
   * end at a slash.
   *
   * @throws dev.datamigration.local.snowflake.engine.SqlError 2003 if the stage does not exist
   */
  List<StagedFile> list(StageName stage, String prefix);

  /**
   * The MD5 of a file's bytes, lower-case hexadecimal; the tag by which COPY knows a file again.
   */
  String md5(StagedFile file);

  /** Removes files; one that is gone already is passed over. */
  void remove(List<StagedFile> files);
}
