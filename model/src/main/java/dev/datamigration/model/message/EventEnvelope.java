package dev.datamigration.model.message;

/**
 * An event on its way through the mailbox.
 *
 * @param eventId unique; an INSERT repeated after a lost reply carries the same one
 * @param workerId the sender
 * @param sequence ascending for one sender; events of one worker are applied in this order
 */
public record EventEnvelope(String eventId, String workerId, long sequence, WorkerEvent event) {}
