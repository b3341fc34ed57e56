package dev.datamigration.operator.object;

import dev.datamigration.model.error.DmwException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.Optional;

/** Objects that belong to one of ours and are garbage collected with it. */
public final class OwnedObjects {
  private OwnedObjects() {}

  /** Makes one object the controlling owner of another. */
  public static OwnerReference ownedBy(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** Whether the one is the controlling owner of the other. */
  public static boolean isOwnedBy(HasMetadata object, HasMetadata owner) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            reference ->
                Boolean.TRUE.equals(reference.getController())
                    && owner.getMetadata().getUid().equals(reference.getUid()));
  }

  /**
   * Applies an object that belongs to another, unless the one there already says all of it.
   *
   * @param actual as the informer last saw it
   * @return the object as it is afterwards
   * @throws DmwException {@code DMW-405} if an object of that name exists and is somebody else's
   */
  public static <R extends HasMetadata> R apply(
      R desired, Optional<R> actual, HasMetadata owner, Context<?> context) {
    SSABasedGenericKubernetesResourceMatcher<R> matcher =
        SSABasedGenericKubernetesResourceMatcher.getInstance();
    // The informer only sees objects with our label.
    R there = actual.orElseGet(() -> context.getClient().resource(desired).get());
    if (there != null && !isOwnedBy(there, owner)) {
      throw new DmwException(
          KubernetesErrorCode.NAME_TAKEN,
          desired.getKind()
              + " "
              + ObjectKeys.of(desired)
              + " exists and does not belong to "
              + owner.getKind()
              + " "
              + owner.getMetadata().getName()
              + ".",
          "Delete or rename it, or give the owner another name. It is tried again.");
    }
    if (there != null && matcher.matches(there, desired, context)) {
      return there;
    }
    return context
        .getClient()
        .resource(desired)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(context.getControllerConfiguration().fieldManager())
                .withForce(true)
                .build());
  }
}
