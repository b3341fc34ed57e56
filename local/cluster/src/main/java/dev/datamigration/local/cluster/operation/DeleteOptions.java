package dev.datamigration.local.cluster.operation;

import java.util.Optional;
import java.util.OptionalLong;

/** How an object is to be deleted; the preconditions are met when empty. */
public record DeleteOptions(
    Propagation propagation,
    OptionalLong gracePeriodSeconds,
    Optional<String> uid,
    Optional<String> resourceVersion,
    boolean dryRun) {
  /** What happens to the objects that name the deleted one as their owner. */
  public enum Propagation {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String text;

    Propagation(String text) {
      this.text = text;
    }

    /** The policy by its API name. */
    public static Optional<Propagation> of(String text) {
      for (Propagation propagation : values()) {
        if (propagation.text.equals(text)) {
          return Optional.of(propagation);
        }
      }
      return Optional.empty();
    }
  }

  public static DeleteOptions background() {
    return new DeleteOptions(
        Propagation.BACKGROUND, OptionalLong.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** At once, as the node does when a pod's processes are gone. */
  public static DeleteOptions immediately(String uid) {
    return new DeleteOptions(
        Propagation.BACKGROUND, OptionalLong.of(0), Optional.of(uid), Optional.empty(), false);
  }
}
