package dev.datamigration.local.cluster.operation;

import java.util.Optional;

/** The patch formats of the Kubernetes API, by media type. */
public enum PatchKind {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC("application/strategic-merge-patch+json"),
  APPLY("application/apply-patch+yaml");

  private final String mediaType;

  PatchKind(String mediaType) {
    this.mediaType = mediaType;
  }

  public static Optional<PatchKind> of(String mediaType) {
    for (PatchKind kind : values()) {
      if (kind.mediaType.equals(mediaType)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
