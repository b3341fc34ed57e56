package dev.datamigration.operator.object;

import dev.datamigration.operator.resource.ObjectReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Watches what objects refer to by name, so that they are reconciled when it appears, changes or
 * goes, in whatever order objects are created.
 */
public final class ReferencedObjects {
  private ReferencedObjects() {}

  /**
   * An event source for one kind of reference; changes of the status of what is referred to wake
   * nobody.
   *
   * @param reference from an object to what it names, in its own namespace
   */
  public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> watch(
      Class<R> kind, EventSourceContext<P> context, Function<P, ObjectReference> reference) {
    String index = "references-" + kind.getSimpleName();
    context
        .getPrimaryCache()
        .addIndexer(
            index, primary -> List.of(ObjectKeys.of(primary, reference.apply(primary)).toString()));
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
            .withSecondaryToPrimaryMapper(
                (R referenced) ->
                    context
                        .getPrimaryCache()
                        .byIndex(index, ObjectKeys.of(referenced).toString())
                        .stream()
                        .map(primary -> ObjectKeys.id(ObjectKeys.of(primary)))
                        .collect(Collectors.toSet()))
            .withPrimaryToSecondaryMapper(
                (P primary) ->
                    Set.of(ObjectKeys.id(ObjectKeys.of(primary, reference.apply(primary)))))
            .withOnUpdateFilter(ReferencedObjects::differs)
            .build(),
        context);
  }

  /** Whether more than the status, labels or annotations of an object changed. */
  public static boolean differs(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            now.getMetadata().getDeletionTimestamp(), before.getMetadata().getDeletionTimestamp());
  }
}
