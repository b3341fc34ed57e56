package dev.datamigration.operator.pool;

import dev.datamigration.operator.engine.api.PoolSnapshot;

/** The work there is for a pool, as far as it is known. */
sealed interface Demand {
  /** No workflow that is not at its end uses the pool. */
  record None() implements Demand {}

  /** There are workflows, and the engine does not know yet what they need. */
  record Unknown() implements Demand {}

  /** What the engine says. */
  record Known(PoolSnapshot snapshot) implements Demand {}
}
