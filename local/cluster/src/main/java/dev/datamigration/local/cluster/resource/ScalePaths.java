package dev.datamigration.local.cluster.resource;

/**
 * Where the scale subresource finds its figures: JSON paths such as {@code .spec.replicas};
 * selector may be empty.
 */
public record ScalePaths(String specReplicas, String statusReplicas, String labelSelector) {}
