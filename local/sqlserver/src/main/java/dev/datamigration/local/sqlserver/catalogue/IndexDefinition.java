package dev.datamigration.local.sqlserver.catalogue;

import java.util.List;

/**
 * An index.
 *
 * @param id index_id: 1 for the clustered one, above for the others
 * @param stored its name in H2
 */
public record IndexDefinition(
    int id,
    String name,
    boolean clustered,
    boolean unique,
    boolean primary,
    boolean filtered,
    List<KeyPart> parts,
    String stored) {

  /** A column of an index; {@code ordinal} is 0 for an included one. */
  public record KeyPart(int columnId, int ordinal, boolean descending) {}
}
