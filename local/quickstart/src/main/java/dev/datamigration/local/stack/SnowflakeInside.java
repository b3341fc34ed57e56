package dev.datamigration.local.stack;

import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.nio.file.Path;

/**
 * The Snowflake stand-in in this virtual machine, where its side doors can be reached: faults,
 * sessions, and the statements that came in.
 */
public final class SnowflakeInside extends SnowflakeStandIn implements AutoCloseable {
  private final FaultInjection faults;
  private final SnowflakeServer server;

  private SnowflakeInside(Path directory, SnowflakeUsers users, FaultInjection faults) {
    super(directory, users);
    this.faults = faults;
    this.server =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(directory.resolve("data"), users.accounts())
                .withPort(port())
                .withFaults(faults));
  }

  /** Starts it with its data below {@code directory}; it answers when this returns. */
  static SnowflakeInside start(Path directory, SnowflakeUsers users, FaultInjection faults) {
    return new SnowflakeInside(directory, users, faults);
  }

  /** What goes wrong with statements from now on. */
  public FaultInjection faults() {
    return faults;
  }

  public SnowflakeServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
