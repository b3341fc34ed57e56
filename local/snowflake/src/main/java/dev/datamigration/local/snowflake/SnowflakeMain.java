package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.execution.SessionLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server as a process of its own: prints its address when it answers, ends on SIGTERM. */
@Command(
    name = "snowflake",
    description = "A Snowflake account on this machine, for the unmodified JDBC driver.",
    mixinStandardHelpOptions = true)
public final class SnowflakeMain implements Callable<Integer> {
  private static final int ACCOUNT_PARTS = 3;

  @Spec private CommandSpec spec;

  @Option(names = "--directory", required = true, description = "Where the data are kept.")
  private Path directory;

  @Option(names = "--port", defaultValue = "0", description = "0 picks a free one.")
  private int port;

  @Option(
      names = "--account",
      required = true,
      paramLabel = "USER:ROLE[,ROLE…]:TOKENFILE",
      description = "Who may log in; the file holds a programmatic access token.")
  private List<String> accounts;

  @Option(
      names = "--blocking-transaction-seconds",
      defaultValue = "300",
      description = {
        "A session that runs nothing while others wait for its lock is ended after so long.",
        "Default: ${DEFAULT-VALUE}, as in Snowflake."
      })
  private int blockingTransactionSeconds;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SnowflakeMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<UserAccount> users = new ArrayList<>();
    for (String account : accounts) {
      users.add(account(account));
    }
    SnowflakeServer server;
    try {
      server =
          SnowflakeServer.start(
              SnowflakeServerOptions.in(directory, users)
                  .withPort(port)
                  .withSessionLimits(
                      SessionLimits.DEFAULT.withBlockingTransaction(
                          Duration.ofSeconds(blockingTransactionSeconds))));
    } catch (SnowflakeStartException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "snowflake-shutdown"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(server.url());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private UserAccount account(String text) {
    String[] parts = text.split(":", ACCOUNT_PARTS);
    if (parts.length < ACCOUNT_PARTS) {
      throw new ParameterException(
          spec.commandLine(), "An account is USER:ROLE:TOKENFILE, not " + text + ".");
    }
    try {
      String token = Files.readString(Path.of(parts[2])).strip();
      return UserAccount.withToken(parts[0], token, parts[1].split(",", -1));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "The token of " + parts[0] + " cannot be read: " + e.getMessage(), e);
    }
  }
}
