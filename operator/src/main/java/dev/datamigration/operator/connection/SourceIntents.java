package dev.datamigration.operator.connection;

import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.resource.SourceConnection;

/** What a SourceConnection says, for the engine. */
public final class SourceIntents {
  private SourceIntents() {}

  /** The intent made from an object. */
  public static SourceIntent of(SourceConnection connection) {
    return new SourceIntent(
        ObjectKeys.of(connection),
        connection.getSpec().platform().word(),
        connection.getSpec().limits() == null
            ? null
            : connection.getSpec().limits().maxConcurrentTasks());
  }
}
