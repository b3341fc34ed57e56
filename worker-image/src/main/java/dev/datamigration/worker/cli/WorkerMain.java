package dev.datamigration.worker.cli;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import java.io.PrintWriter;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The worker's command line. */
@Command(
    name = "dmw-worker",
    description = "Reads tables from a source database and stages them in Snowflake.",
    subcommands = {RunCommand.class, TestCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = WorkerVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class WorkerMain implements Runnable {
  /** Something does not work. */
  static final int FAILED = 1;

  /** The command line or the configuration is wrong. */
  static final int UNUSABLE = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Drivers log through the JDK; without this their lines would have a format of their own.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new WorkerMain())
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              if (!(error instanceof DmwException known)) {
                throw error;
              }
              PrintWriter err = command.getErr();
              err.println(known.getMessage());
              err.flush();
              boolean configuration = known.code().equals(WorkerErrorCode.BAD_CONFIGURATION.code());
              return configuration ? UNUSABLE : FAILED;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: run or test");
  }
}
