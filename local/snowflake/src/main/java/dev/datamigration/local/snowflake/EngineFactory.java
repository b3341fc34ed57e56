package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.engine.SqlEngine;
import dev.datamigration.local.snowflake.stage.StageArea;
import dev.datamigration.local.snowflake.stage.StageStatements;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Makes the engine of a server. */
@FunctionalInterface
interface EngineFactory {
  /**
   * Opens an engine.
   *
   * @param directory of its own
   * @param restrictedRoles privileges that a role lacks
   */
  SqlEngine open(
      Path directory,
      StageArea stages,
      StageStatements stageStatements,
      Clock clock,
      Map<String, Set<String>> restrictedRoles);
}
