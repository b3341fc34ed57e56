package dev.datamigration.local.cluster.resource;

import java.util.List;

/** What a type is called. */
public record ResourceNames(
    String kind,
    String listKind,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories) {}
