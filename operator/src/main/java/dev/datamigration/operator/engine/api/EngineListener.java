package dev.datamigration.operator.engine.api;

/** Told, on an engine thread, that a snapshot differs from the one before. Must return at once. */
public interface EngineListener {
  /** The workflow's snapshot changed. */
  void workflowChanged(ObjectKey key);

  /** The Snowflake connection's snapshot changed. */
  void snowflakeChanged(ObjectKey key);

  /** The source's snapshot changed. */
  void sourceChanged(ObjectKey key);

  /** The pool's snapshot changed. */
  void poolChanged(PoolKey key);

  /**
   * Something a person should know happened to a workflow, once each.
   *
   * @param warning whether it is a Warning rather than Normal
   * @param reason UpperCamelCase, for example {@code TableLoaded}
   * @param message one sentence
   */
  void workflowEvent(ObjectKey key, boolean warning, String reason, String message);
}
