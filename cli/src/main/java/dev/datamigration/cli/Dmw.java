package dev.datamigration.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code dmw}. */
@Command(
    name = "dmw",
    description = "Works with migration workflows outside of a cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = Dmw.Version.class,
    subcommands = {ConvertCommand.class, ValidateCommand.class})
public final class Dmw implements Runnable {
  @Spec private CommandSpec command;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Dmw());
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing a command");
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Dmw.class.getPackage().getImplementationVersion();
      return new String[] {"dmw " + (version == null ? "(not packaged)" : version)};
    }
  }
}
