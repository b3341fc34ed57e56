package dev.datamigration.local.cluster.storage;

/** Where an object is stored; {@code namespace} is empty for cluster-scoped objects. */
public record ObjectKey(GroupResource resource, String namespace, String name) {}
