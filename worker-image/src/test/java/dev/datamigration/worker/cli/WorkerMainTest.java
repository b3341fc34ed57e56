package dev.datamigration.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WorkerMainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theVersionIsTold() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("dmw-worker ");
  }

  @Test
  void aCommandIsNeeded() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("run or test");
  }

  @Test
  void aConfigurationIsNeeded() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("--config=FILE");
  }

  @Test
  void aConfigurationThatCannotBeUsedEndsWithTheCodeForThat() throws IOException {
    Path file = Files.writeString(folder.resolve("worker.toml"), "[application]\n");

    assertThat(execute("test", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("DMW-301").hasLineCount(1);
  }

  @Test
  void aPlatformThisBuildCannotReadIsNamedWithThoseItCan() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("worker.toml"),
            """
            [application]
            local_results_directory = "%s"
            [connections.source.teradata]
            host = "h"
            database = "d"
            username = "u"
            password = "p"
            [connections.target.snowflake]
            account = "a"
            token = "t"
            """
                .formatted(folder.resolve("scratch")));

    assertThat(execute("run", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("teradata").contains("postgresql, redshift");
  }

  private int execute(String... arguments) {
    CommandLine command = WorkerMain.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
