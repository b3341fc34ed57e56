package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.WorkflowIntent;

/**
 * An intent that no workflow was made of.
 *
 * @param why what a person has to know
 */
record Refusal(WorkflowIntent intent, Failure why) {}
