package dev.datamigration.operator.workflow;

import dev.datamigration.operator.resource.DataMigrationWorkflow;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Lets changes through that say what is wanted: of the spec, and of what a person asks for once.
 */
public final class WishFilter implements OnUpdateFilter<DataMigrationWorkflow> {
  @Override
  public boolean accept(DataMigrationWorkflow next, DataMigrationWorkflow before) {
    ObjectMeta now = next.getMetadata();
    ObjectMeta then = before.getMetadata();
    return !Objects.equals(now.getGeneration(), then.getGeneration())
        || !Objects.equals(now.getDeletionTimestamp(), then.getDeletionTimestamp())
        || !Objects.equals(now.getFinalizers(), then.getFinalizers())
        || !Objects.equals(WorkflowReading.retry(next), WorkflowReading.retry(before));
  }
}
