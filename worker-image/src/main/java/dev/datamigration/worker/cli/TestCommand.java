package dev.datamigration.worker.cli;

import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.config.WorkerConfiguration;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourceSettings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Logs in at the source and at Snowflake and runs a trivial query on each. */
@Command(
    name = "test",
    description = "Logs in at the source and at Snowflake and runs SELECT 1 on each.",
    mixinStandardHelpOptions = true,
    versionProvider = WorkerVersion.class)
public final class TestCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    WorkerConfiguration read = configuration.read();
    boolean source = works("source " + describe(read.source()), () -> testSource(read.source()));
    boolean snowflake = works("snowflake", () -> testSnowflake(read.snowflake()));
    return source && snowflake ? 0 : WorkerMain.FAILED;
  }

  private static String describe(SourceSettings settings) {
    return settings.platform()
        + " "
        + settings.host()
        + ":"
        + settings.port()
        + "/"
        + settings.database();
  }

  private boolean works(String connection, Runnable test) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      test.run();
      out.println("OK      " + connection);
      return true;
    } catch (DmwException e) {
      out.println("FAILED  " + connection + ": " + e.getMessage());
      return false;
    } finally {
      out.flush();
    }
  }

  private static void testSource(SourceSettings settings) {
    try (Source source = Sources.open(settings)) {
      source.test();
    }
  }

  private static void testSnowflake(Supplier<SnowflakeLogin> login) {
    try (SnowflakeSessions sessions =
            new SnowflakeSessions(login, 1, QueryTag.of("worker", WorkerVersion.text()));
        SnowflakeSession session = sessions.open()) {
      session.query("SELECT 1", row -> row.getInt(1));
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "running SELECT 1");
    }
  }
}
