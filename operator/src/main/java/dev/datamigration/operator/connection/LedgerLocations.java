package dev.datamigration.operator.connection;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.operator.object.KubernetesErrorCode;
import dev.datamigration.operator.resource.MetadataLocation;
import java.util.Optional;

/** Where a SnowflakeConnection keeps its ledger. */
public final class LedgerLocations {
  private LedgerLocations() {}

  /**
   * Each part an exact identifier.
   *
   * @param metadata null for the default
   * @throws DmwException {@code DMW-404} if a part is no identifier
   */
  public static LedgerLocation of(MetadataLocation metadata) {
    LedgerLocation standard = LedgerLocation.DEFAULT;
    if (metadata == null) {
      return standard;
    }
    return new LedgerLocation(
        exact("database", metadata.database(), standard.database()),
        exact("migrationSchema", metadata.migrationSchema(), standard.migrationSchema()),
        exact("validationSchema", metadata.validationSchema(), standard.validationSchema()));
  }

  /** As {@link #of}; empty if a part is no identifier. */
  public static Optional<LedgerLocation> find(MetadataLocation metadata) {
    try {
      return Optional.of(of(metadata));
    } catch (DmwException e) {
      return Optional.empty();
    }
  }

  private static String exact(String field, String written, String standard) {
    if (written == null) {
      return standard;
    }
    try {
      return SqlIdentifier.exact(written, IdentifierRule.SNOWFLAKE);
    } catch (InvalidIdentifierException e) {
      throw new DmwException(
          KubernetesErrorCode.BAD_METADATA_NAME,
          "metadata." + field + " of the SnowflakeConnection is no name: " + e.getMessage(),
          "The ledger's place cannot change: create another SnowflakeConnection.",
          e);
    }
  }
}
