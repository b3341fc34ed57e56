package dev.datamigration.local.cluster.schema;

/** A CRD's schema cannot be used; the message says which part and why. */
public final class SchemaException extends RuntimeException {
  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
