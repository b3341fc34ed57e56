package dev.datamigration.model.config;

/** Hints in the source's dialect. */
public record QueryModifiers(String objectModifier, String selectModifier) {}
