package dev.datamigration.operator.engine.api;

import java.util.Optional;

/**
 * The engine as reconcilers see it: they hand over what is wanted and read what is. Every method
 * returns at once, does no I/O and may be called from any thread; giving the same intent again
 * changes nothing. Work happens on the engine's own threads, one loop a SnowflakeConnection,
 * between {@link #start} and {@link #stop}: only in the leader.
 */
public interface MigrationEngine {
  /**
   * Begins to work on the intents given so far and from now on. Called when this process becomes
   * the leader.
   */
  void start();

  /**
   * Stops within seconds, leaving everything so that another process can go on. Called when
   * leadership ends, and at shutdown.
   */
  void stop();

  /** Sets what a SnowflakeConnection says. A changed login takes effect at the next statement. */
  void apply(SnowflakeIntent intent);

  /** Forgets a SnowflakeConnection; workflows that use it stay where they are. */
  void removeSnowflake(ObjectKey key);

  /** Sets what a SourceConnection says; a new limit takes effect with the next task handed out. */
  void apply(SourceIntent intent);

  /** Sets what a workflow asks for. */
  void apply(WorkflowIntent intent);

  /** Forgets a workflow whose object is gone. */
  void removeWorkflow(ObjectKey key, String uid);

  /** Empty until the engine has seen the workflow's intent. */
  Optional<WorkflowSnapshot> workflow(ObjectKey key);

  /** Empty until the engine has seen the connection's intent. */
  Optional<ConnectionSnapshot> snowflake(ObjectKey key);

  /** Never null: untested if nobody knows better. */
  SourceSnapshot source(ObjectKey key);

  /**
   * Empty until the engine has read what the ledger holds of a workflow of this pool: that nothing
   * is known does not mean that there is nothing to do.
   */
  Optional<PoolSnapshot> pool(PoolKey key);

  /** Registers a listener. */
  void listen(EngineListener listener);
}
