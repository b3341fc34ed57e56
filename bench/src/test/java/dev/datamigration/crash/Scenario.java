package dev.datamigration.crash;

import java.util.List;
import java.util.Set;

/** What is migrated, and what is asked of the migration meanwhile. */
enum Scenario {
  /** Two tables, in which nobody interferes; the rows of one replace those that were there. */
  SMALL(List.of("orders", "items")),
  /** The same two, loaded straight into their targets: all that version 1 of the ledger knew. */
  DIRECT(List.of("orders", "items")),
  /**
   * Six tables: {@link Person} suspends and resumes one, gives another up, and has a third tried
   * again, whose rows could not be read before.
   */
  LARGE(List.of("orders", "visits", Person.MENDED, "items", Person.SUSPENDED, Person.GIVEN_UP));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> tables;

  Scenario(List<String> tables) {
    this.tables = tables;
  }

  /** Their names at the source. */
  List<String> tables() {
    return tables;
  }

  /** Whose rows take the place of others. */
  Set<String> replaced() {
    return this == SMALL ? Set.of("items") : Set.of();
  }

  /** Whose rows need not be in the target, and are there once at most. */
  Set<String> givenUp() {
    return this == LARGE ? Set.of(Person.GIVEN_UP) : Set.of();
  }

  /** Who interferes; a new one for each run. */
  Person person() {
    return new Person(this == LARGE);
  }
}
