package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.datamigration.model.identifier.IdentifierRule;
import java.util.Arrays;
import java.util.Optional;

/** The source platforms. */
public enum Platform {
  @JsonProperty("sqlserver")
  SQLSERVER("sqlserver", IdentifierRule.SQLSERVER, false),
  @JsonProperty("redshift")
  REDSHIFT("redshift", IdentifierRule.REDSHIFT, false),
  @JsonProperty("postgresql")
  POSTGRESQL("postgresql", IdentifierRule.POSTGRESQL, true);

  private final String word;
  private final IdentifierRule identifierRule;
  private final boolean keepsColumnSpelling;

  Platform(String word, IdentifierRule identifierRule, boolean keepsColumnSpelling) {
    this.word = word;
    this.identifierRule = identifierRule;
    this.keepsColumnSpelling = keepsColumnSpelling;
  }

  /** The platform a user calls by this word; empty if there is none. */
  public static Optional<Platform> of(String word) {
    return Arrays.stream(values()).filter(platform -> platform.word.equals(word)).findFirst();
  }

  /** What users write, for example {@code sqlserver}. */
  public String word() {
    return word;
  }

  /** How its names are read. */
  public IdentifierRule identifierRule() {
    return identifierRule;
  }

  /**
   * Whether target columns keep the spelling of the source's: true for case-sensitive platforms.
   * Otherwise they become upper-case unless mixed case was used.
   */
  public boolean keepsColumnSpelling() {
    return keepsColumnSpelling;
  }
}
