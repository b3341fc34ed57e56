package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;

/** Puts a key value into a statement's text, as a literal or as a bind variable. */
@FunctionalInterface
public interface KeyPlacement {
  /**
   * What stands for the value in the text. Called in the order of the text.
   *
   * @param column which of the key's columns it is compared with, from 0
   */
  String place(int column, KeyValue value);
}
