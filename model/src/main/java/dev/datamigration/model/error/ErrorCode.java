package dev.datamigration.model.error;

/**
 * A stable code a user can search for. Each module lists its own: 1xx configuration, 2xx ledger and
 * Snowflake, 3xx worker and source, 4xx Kubernetes, 5xx loading.
 */
public interface ErrorCode {
  /** The code as shown, for example {@code DMW-101}. */
  String code();

  /** Whether trying again can help. */
  ErrorClass errorClass();
}
