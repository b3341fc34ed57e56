package dev.datamigration.operator.engine.core;

import dev.datamigration.operator.engine.api.ObjectKey;

/** Something a person should know; becomes an Event of the workflow. */
public record Notice(ObjectKey workflow, boolean warning, String reason, String message) {}
