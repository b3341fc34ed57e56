package dev.datamigration.model.error;

/**
 * An error as it travels between worker and operator and is kept in the ledger.
 *
 * @param code for example {@code DMW-301}
 * @param errorClass whether trying again can help
 * @param message the whole sentence for a person, code included
 */
public record Failure(String code, ErrorClass errorClass, String message) {}
