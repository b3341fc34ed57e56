package dev.datamigration.operator.resource;

/** What the four kinds have in common. */
public final class ApiGroup {
  /** The API group. */
  public static final String NAME = "datamigration.dev";

  /** The version that is served and stored. */
  public static final String VERSION = "v1alpha1";

  /** {@code kubectl get datamigration} lists all kinds of this category. */
  public static final String CATEGORY = "datamigration";

  private ApiGroup() {}
}
