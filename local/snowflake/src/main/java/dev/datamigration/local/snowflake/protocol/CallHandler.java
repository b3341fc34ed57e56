package dev.datamigration.local.snowflake.protocol;

import java.io.IOException;

/** Answers the requests of one path. Called by many threads at once. */
interface CallHandler {
  /**
   * Answers a request.
   *
   * @throws dev.datamigration.local.snowflake.execution.SessionRefused answered as such
   * @throws dev.datamigration.local.snowflake.account.LoginRefused answered as such
   * @throws dev.datamigration.local.snowflake.engine.SqlError answered as such
   */
  void handle(HttpCall call) throws IOException;
}
