package dev.datamigration.operator.status;

/** The status of a condition. */
public enum Verdict {
  TRUE("True"),
  FALSE("False"),
  UNKNOWN("Unknown");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word of the API. */
  public String word() {
    return word;
  }
}
