package dev.datamigration.local.cluster.storage;

/** The changes since the asked version are no longer kept; the client must list again. */
public final class VersionGoneException extends RuntimeException {
  public VersionGoneException(long asked, long oldest) {
    super("too old resource version: " + asked + " (" + oldest + ")");
  }
}
