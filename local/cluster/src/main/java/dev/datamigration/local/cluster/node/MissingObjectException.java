package dev.datamigration.local.cluster.node;

/** A pod needs an object, or a key of one, that is not there yet; the node tries again. */
final class MissingObjectException extends RuntimeException {
  MissingObjectException(String message) {
    super(message);
  }
}
