package dev.datamigration.model.identifier;

import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.DmwException;

/** A name as written that its database would not read as one identifier. */
public final class InvalidIdentifierException extends DmwException {
  private final String what;
  private final String remedy;

  InvalidIdentifierException(String what, String remedy) {
    super(ConfigurationErrorCode.INVALID_IDENTIFIER, what + ".", remedy + ".");
    this.what = what;
    this.remedy = remedy;
  }

  /** What is wrong, a sentence without its full stop. */
  public String what() {
    return what;
  }

  /** How to mend it, a sentence without its full stop. */
  public String remedy() {
    return remedy;
  }
}
