package dev.datamigration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.ConfigurationReader;
import dev.datamigration.model.reading.Reading;
import dev.datamigration.model.validation.ValidatedWorkflow;
import dev.datamigration.model.validation.WorkflowValidation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmw validate}. */
@Command(
    name = "validate",
    description = {
      "Checks workflows without a cluster and reports every problem at once. A file holds objects of"
          + " Kubernetes or a configuration of Snowflake's own migration tool.",
      "The platform of a workflow's source is taken from its SourceConnection if that is in one of"
          + " the files."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no error (there may be warnings)",
      "1:at least one error",
      "2:a file could not be read"
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "JSON (*.json) or YAML files.")
  private List<Path> files;

  @Mixin private PlatformOption platform;

  private final Map<String, Platform> platforms = new LinkedHashMap<>();
  private int workflows;
  private int others;
  private int errors;
  private int warnings;

  @Override
  public Integer call() {
    Map<Path, List<JsonNode>> documents = new LinkedHashMap<>();
    boolean readable = true;
    for (Path file : files) {
      Reading<List<JsonNode>> reading = new InputFile(file).documents();
      if (reading.succeeded()) {
        documents.put(file, reading.value());
        reading.value().forEach(this::rememberPlatform);
      } else {
        readable = false;
        report(file.toString(), reading.problems());
      }
    }
    documents.forEach(this::validate);
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "workflows: %d, errors: %d, warnings: %d, other objects, not checked: %d%n",
        workflows, errors, warnings, others);
    out.flush();
    if (!readable) {
      return ExitCode.UNUSABLE;
    }
    return errors == 0 ? ExitCode.GOOD : ExitCode.PROBLEMS;
  }

  private void rememberPlatform(JsonNode document) {
    if (Manifest.isOfKind(document, Manifest.SOURCE)) {
      Platform.of(document.at("/spec/platform").asText())
          .ifPresent(found -> platforms.put(document.at("/metadata/name").asText(), found));
    }
  }

  private void validate(Path file, List<JsonNode> documents) {
    for (int i = 0; i < documents.size(); i++) {
      JsonNode document = documents.get(i);
      String where = file + (documents.size() > 1 ? " (document " + (i + 1) + ")" : "");
      if (Manifest.isOfKind(document, Manifest.WORKFLOW)) {
        workflows++;
        report(where, ofObject(document));
      } else if (!document.has("kind")) {
        workflows++;
        report(where, ofToolFile(document));
      } else {
        others++;
      }
    }
  }

  private List<ConfigurationProblem> ofObject(JsonNode document) {
    Manifest.Read read = Manifest.read(document);
    Manifest.Spec spec = read.spec();
    if (spec == null) {
      return read.problems();
    }
    Platform known = platform.value();
    if (known == null && spec.sourceConnectionRef() != null) {
      known = platforms.get(spec.sourceConnectionRef().name());
    }
    List<ConfigurationProblem> problems = new ArrayList<>(read.problems());
    problems.addAll(Manifest.below("spec", findings(spec.configuration(), known)));
    return problems;
  }

  private List<ConfigurationProblem> ofToolFile(JsonNode document) {
    if (!document.isObject()) {
      return List.of(
          new ConfigurationProblem(
              ConfigurationErrorCode.NOT_A_WORKFLOW,
              "",
              "the document is not a workflow",
              "Write an object with the key tables, or a " + Manifest.WORKFLOW));
    }
    Reading<WorkflowConfiguration> reading = new ConfigurationReader().read(document);
    return reading.succeeded() ? findings(reading.value(), platform.value()) : reading.problems();
  }

  private static List<ConfigurationProblem> findings(
      WorkflowConfiguration configuration, Platform platform) {
    ValidatedWorkflow validated = new WorkflowValidation().validate(configuration, platform);
    List<ConfigurationProblem> all = new ArrayList<>(validated.errors());
    all.addAll(validated.warnings());
    return all;
  }

  private void report(String where, List<ConfigurationProblem> problems) {
    PrintWriter err = command.commandLine().getErr();
    for (ConfigurationProblem problem : problems) {
      boolean warning = problem.code().isWarning();
      warnings += warning ? 1 : 0;
      errors += warning ? 0 : 1;
      err.println(where + ": " + (warning ? "warning: " : "") + problem.message());
    }
    err.flush();
  }
}
