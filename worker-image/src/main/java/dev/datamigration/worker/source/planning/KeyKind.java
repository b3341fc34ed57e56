package dev.datamigration.worker.source.planning;

/** Which {@link dev.datamigration.model.plan.KeyValue} carries a key column's values. */
public enum KeyKind {
  BOOLEAN,
  INTEGER,
  DECIMAL,
  DOUBLE,
  TEXT,
  UUID,
  BINARY,
  DATE,
  TIME,
  TIMESTAMP,
  INSTANT
}
