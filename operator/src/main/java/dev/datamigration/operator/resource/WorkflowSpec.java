package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.datamigration.model.config.CleanUpTransientResources;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a workflow asks for: the keys of {@link WorkflowConfiguration}, and Kubernetes' own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.preflightKeepSchema) || !self.preflightKeepSchema"
            + " || (has(self.preflight) && self.preflight)",
    message = "there is no schema to keep without a preflight: set preflight, or remove this",
    fieldPath = ".preflightKeepSchema")
public record WorkflowSpec(
    @Required
        @JsonPropertyDescription(
            "The SourceConnection to read from. Cannot be changed once the workflow has started.")
        ObjectReference sourceConnectionRef,
    @Required
        @JsonPropertyDescription(
            "The SnowflakeConnection to write to. Cannot be changed once the workflow has started.")
        ObjectReference snowflakeConnectionRef,
    @Default("1.0.0")
        @Size(max = 32)
        @Pattern("^1(\\.[0-9]{1,9}){0,2}$")
        @JsonPropertyDescription(
            "Version of the configuration's form: major, major.minor or major.minor.patch; only"
                + " major 1 is known. Takes effect at the next run.")
        String schemaVersion,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Only workers with the same affinity work on this workflow; without one, only workers"
                + " without. Cannot be changed once the workflow has started.")
        String affinity,
    @Default("false")
        @JsonPropertyDescription(
            "Begin nothing while true: no task, no load. What waits at workers is called back, what runs"
                + " is treated as suspendPolicy says; nothing is lost. Live: takes effect while running.")
        Boolean suspend,
    @Default("Finish")
        @JsonPropertyDescription(
            "What becomes of running tasks when the workflow or a table of it is suspended: Finish"
                + " lets them end, HandBack gives them up at once and does them again later. Loads"
                + " that run always end. Live: takes effect while running.")
        SuspendPolicy suspendPolicy,
    @Min(0)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
            "Seconds after its end at which the object is deleted. Default: it stays. Live: takes"
                + " effect while running and after.")
        Integer ttlSecondsAfterFinished,
    @Default("false")
        @JsonPropertyDescription(
            "A bounded dry run: one partition a table, into a transient schema that is dropped at"
                + " the end. Takes effect at the next run.")
        Boolean preflight,
    @Default("false")
        @JsonPropertyDescription(
            "With preflight: keep the transient schema. Takes effect at the next run.")
        Boolean preflightKeepSchema,
    @Default("on-success")
        @JsonPropertyDescription(
            "When the workflow's own staged files are removed at its end: never, on-success or"
                + " always. Live: takes effect while running.")
        CleanUpTransientResources cleanUpTransientResources,
    @JsonPropertyDescription(
            "Workers this workflow brings along: it then owns a WorkerPool of its name, which ends"
                + " with it. Without it, a WorkerPool of the same connections and affinity must"
                + " exist. Workers take the work of every workflow of their source and affinity, so"
                + " that pools of several workflows add up; give a workflow an affinity of its own"
                + " to keep them apart. Live: takes effect while running.")
        WorkerSettings workers,
    @JsonPropertyDescription(
            "What every table inherits where it says nothing itself. Its source and target cannot be"
                + " changed once the workflow has started; the rest takes effect at the next run.")
        TableConfiguration defaultTableConfiguration,
    @Required
        @JsonPropertyDescription(
            "One entry a table. Once the workflow has started, no entry can be added or removed and"
                + " no source or target be changed; suspend and cancel are live, the rest takes effect"
                + " at the next run.")
        List<TableConfiguration> tables) {
  public WorkflowSpec {
    tables = tables == null ? null : List.copyOf(tables);
  }

  /** The part that is the same outside of Kubernetes. */
  public WorkflowConfiguration toConfiguration() {
    return new WorkflowConfiguration(
        schemaVersion,
        tables,
        defaultTableConfiguration,
        affinity,
        preflight,
        preflightKeepSchema,
        cleanUpTransientResources);
  }

  /** Whether work is held back. */
  public boolean suspended() {
    return Boolean.TRUE.equals(suspend);
  }
}
