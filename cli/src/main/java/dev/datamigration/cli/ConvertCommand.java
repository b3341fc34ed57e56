package dev.datamigration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.ConfigurationReader;
import dev.datamigration.model.reading.Reading;
import dev.datamigration.model.validation.ValidatedWorkflow;
import dev.datamigration.model.validation.WorkflowValidation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmw convert}. */
@Command(
    name = "convert",
    description = {
      "Makes a DataMigrationWorkflow of the configuration file of Snowflake's own migration tool and"
          + " writes it as YAML to standard output.",
      "What could not be taken over is reported on standard error and kept in comments at the"
          + " YAML's end; the workflow is then suspended, so that it cannot start before somebody has"
          + " looked at it."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything was taken over and is valid",
      "1:YAML was written, but something in it has to be mended: see standard error",
      "2:nothing was written"
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  private static final int MAX_NAME = 52;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The tool's file: JSON (*.json), or YAML.")
  private Path file;

  @Option(
      names = "--name",
      description = "The workflow's name. Default: made from the file's name.")
  private String name;

  @Option(names = "--namespace", description = "The workflow's namespace. Default: none.")
  private String namespace;

  @Option(
      names = "--source-connection",
      defaultValue = "source",
      description = "The SourceConnection to name. Default: ${DEFAULT-VALUE}.")
  private String sourceConnection;

  @Option(
      names = "--snowflake-connection",
      defaultValue = "snowflake",
      description = "The SnowflakeConnection to name. Default: ${DEFAULT-VALUE}.")
  private String snowflakeConnection;

  @Option(
      names = "--workers",
      description = "Give the workflow workers of its own, at most that many. Default: none.")
  private Integer workers;

  @Option(names = "--threads", description = "With --workers: threads of each.")
  private Integer threads;

  @Mixin private PlatformOption platform;

  @Override
  public Integer call() {
    Reading<List<JsonNode>> reading = new InputFile(file).documents();
    if (!reading.succeeded()) {
      report(reading.problems());
      return ExitCode.UNUSABLE;
    }
    JsonNode written = reading.value().get(0);
    if (reading.value().size() != 1 || !written.isObject() || written.has("apiVersion")) {
      report(
          List.of(
              new ConfigurationProblem(
                  ConfigurationErrorCode.NOT_A_WORKFLOW,
                  "",
                  "the file is not one configuration of the tool",
                  "Give a file with one object that has the key tables")));
      return ExitCode.UNUSABLE;
    }
    Salvage salvage = Salvage.of(written);
    ValidatedWorkflow validated =
        new WorkflowValidation().validate(configuration(salvage), platform.value());
    out().print(ManifestYaml.write(workflow(salvage)));
    for (Salvage.LeftOut leftOut : salvage.leftOut()) {
      out().println("# Not taken over: " + leftOut.problem().message());
      out().println("#   " + leftOut.value());
    }
    out().flush();
    report(salvage.leftOut().stream().map(Salvage.LeftOut::problem).toList());
    report(validated.errors());
    report(validated.warnings());
    boolean whole = salvage.leftOut().isEmpty() && validated.valid();
    return whole ? ExitCode.GOOD : ExitCode.PROBLEMS;
  }

  private static WorkflowConfiguration configuration(Salvage salvage) {
    Reading<WorkflowConfiguration> kept = new ConfigurationReader().read(salvage.configuration());
    if (!kept.succeeded()) {
      throw new IllegalStateException("what was kept can be read: " + kept.problems());
    }
    return kept.value();
  }

  private ObjectNode workflow(Salvage salvage) {
    ObjectNode workflow = JsonNodeFactory.instance.objectNode();
    workflow.put("apiVersion", Manifest.API_VERSION).put("kind", Manifest.WORKFLOW);
    ObjectNode metadata = workflow.putObject("metadata").put("name", workflowName());
    if (namespace != null) {
      metadata.put("namespace", namespace);
    }
    ObjectNode spec = workflow.putObject("spec");
    spec.putObject("sourceConnectionRef").put("name", sourceConnection);
    spec.putObject("snowflakeConnectionRef").put("name", snowflakeConnection);
    if (!salvage.leftOut().isEmpty()) {
      spec.put("suspend", true);
    }
    if (workers != null) {
      ObjectNode settings = spec.putObject("workers").put("maxReplicas", workers);
      if (threads != null) {
        settings.put("threads", threads);
      }
    } else if (threads != null) {
      throw new ParameterException(command.commandLine(), "--threads needs --workers");
    }
    spec.setAll((ObjectNode) salvage.configuration());
    return workflow;
  }

  private String workflowName() {
    String candidate = name;
    if (candidate == null) {
      candidate =
          file.getFileName()
              .toString()
              .replaceFirst("\\.[^.]*$", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-")
              .replaceAll("^-|-$", "");
    }
    if (candidate.length() > MAX_NAME || !candidate.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")) {
      throw new ParameterException(
          command.commandLine(),
          "'"
              + candidate
              + "' cannot be a workflow's name; give --name with at most "
              + MAX_NAME
              + " lower-case letters, digits, hyphens and dots");
    }
    return candidate;
  }

  private void report(List<ConfigurationProblem> problems) {
    PrintWriter err = command.commandLine().getErr();
    problems.forEach(problem -> err.println(file + ": " + problem.message()));
    err.flush();
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
