package dev.datamigration.operator.object;

import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.resource.ObjectReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** Names of objects in the words of the engine and of the operator SDK. */
public final class ObjectKeys {
  private ObjectKeys() {}

  /** Of an object. */
  public static ObjectKey of(HasMetadata object) {
    return new ObjectKey(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /** Of what an object refers to, in its own namespace. */
  public static ObjectKey of(HasMetadata from, ObjectReference reference) {
    return new ObjectKey(from.getMetadata().getNamespace(), reference.name());
  }

  /**
   * Metadata that names one version of an object and says nothing else: what a status is applied
   * with. It is refused with 409 if the object has changed since, or another one has its name by
   * now; the reconciler then looks again.
   */
  public static ObjectMeta asSeen(HasMetadata object) {
    return new ObjectMetaBuilder()
        .withResourceVersion(object.getMetadata().getResourceVersion())
        .withNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .build();
  }

  /** For the operator SDK. */
  public static ResourceID id(ObjectKey key) {
    return new ResourceID(key.name(), key.namespace());
  }
}
