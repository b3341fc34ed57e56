package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.load.ApplyRequest;
import dev.datamigration.ledger.load.LoadOutcome;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.load.MarkedLoad;
import dev.datamigration.ledger.record.AttemptRow;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.writer.LedgerChanges;
import dev.datamigration.ledger.writer.LedgerContents;
import dev.datamigration.ledger.writer.Mail;
import dev.datamigration.ledger.writer.Mail.Letter;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.plan.SyncRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a ledger in Snowflake does with changes, in memory: rows by key, a mailbox, and targets that
 * count what is loaded.
 */
public final class RecordedLedger {
  final Map<String, WorkflowRow> workflows = new LinkedHashMap<>();
  final Map<String, TableRow> tables = new LinkedHashMap<>();
  public final Map<String, TaskRow> tasks = new LinkedHashMap<>();
  final Map<String, LoadRow> loads = new LinkedHashMap<>();
  final List<AttemptRow> attempts = new ArrayList<>();
  final List<Letter> mailbox = new ArrayList<>();

  /** How often each staged file was loaded. */
  final Map<String, Integer> loadedFiles = new HashMap<>();

  /** How often the staging table of each table was put into its target. */
  final Map<String, Integer> applied = new HashMap<>();

  /** What runs left, by source and target. */
  final Map<String, SyncRun> syncStates = new HashMap<>();

  long epoch;
  private int events;

  public long takeOwnership() {
    epoch++;
    loads.replaceAll(
        (id, load) ->
            load.state() == LoadRow.State.SUBMITTED
                ? withFence(load, epoch, load.attempt() + 1)
                : load);
    return epoch;
  }

  public void commit(long committer, LedgerChanges changes) {
    if (committer != epoch) {
      throw new IllegalStateException("epoch " + committer + " is past");
    }
    changes.newWorkflows().forEach(row -> insert(workflows, row.workflowId(), row));
    changes.changedWorkflows().forEach(row -> update(workflows, row.workflowId(), row));
    changes.newTables().forEach(row -> insert(tables, row.tableId(), row));
    changes.changedTables().forEach(row -> update(tables, row.tableId(), row));
    changes.newTasks().forEach(row -> insert(tasks, row.taskId(), row));
    changes.changedTasks().forEach(row -> update(tasks, row.taskId(), row));
    changes.newLoads().forEach(row -> insert(loads, row.loadId(), row));
    for (LoadRow row : changes.changedLoads()) {
      if (loads.get(row.loadId()).state() != LoadRow.State.LOADED) {
        loads.put(row.loadId(), row);
      }
    }
    attempts.addAll(changes.attempts());
    Set<String> consumed = new HashSet<>(changes.consumedEvents());
    mailbox.removeIf(letter -> consumed.contains(letter.envelope().eventId()));
  }

  private static <T> void insert(Map<String, T> rows, String key, T row) {
    if (rows.putIfAbsent(key, row) != null) {
      throw new IllegalStateException(key + " was inserted twice");
    }
  }

  private static <T> void update(Map<String, T> rows, String key, T row) {
    if (rows.replace(key, row) == null) {
      throw new IllegalStateException(key + " does not exist");
    }
  }

  public LedgerContents read(Collection<String> ids) {
    List<TableRow> found =
        tables.values().stream().filter(row -> ids.contains(row.workflowId())).toList();
    Set<String> open = new HashSet<>();
    found.stream().filter(row -> !row.state().isTerminal()).forEach(row -> open.add(row.tableId()));
    return new LedgerContents(
        workflows.values().stream().filter(row -> ids.contains(row.workflowId())).toList(),
        found,
        tasks.values().stream().filter(row -> open.contains(row.tableId())).toList(),
        loads.values().stream().filter(row -> open.contains(row.tableId())).toList());
  }

  public LedgerContents readTables(Collection<String> ids) {
    return new LedgerContents(
        List.of(),
        tables.values().stream().filter(row -> ids.contains(row.tableId())).toList(),
        tasks.values().stream().filter(row -> ids.contains(row.tableId())).toList(),
        loads.values().stream().filter(row -> ids.contains(row.tableId())).toList());
  }

  public void post(String workerId, WorkerEvent event, Instant now) {
    int number = ++events;
    mailbox.add(new Letter(new EventEnvelope("e" + number, workerId, number, event), now));
  }

  public Mail mail(Instant now) {
    return new Mail(now, mailbox, List.of());
  }

  /** COPY and mark in one transaction. */
  public LoadOutcome load(LoadRequest request) {
    return marked(
        request,
        () -> {
          for (StagedFile file : request.files()) {
            loadedFiles.merge(file.path(), 1, Integer::sum);
          }
        });
  }

  /** The target changed, the state kept and the mark set in one transaction. */
  public LoadOutcome apply(ApplyRequest request) {
    return marked(
        request,
        () -> {
          long staged =
              loads.values().stream()
                  .filter(load -> load.tableId().equals(request.tableId()))
                  .filter(load -> load.kind() == LoadRow.Kind.COPY)
                  .mapToLong(LoadRow::rowsLoaded)
                  .sum();
          if (staged != request.expectedRows()) {
            throw new IllegalStateException(
                request.tableId() + " has " + staged + " staged, not " + request.expectedRows());
          }
          SyncRun before = syncStates.get(request.key().stateId());
          if (request.run().version() != (before == null ? 0 : before.version())) {
            throw new IllegalStateException(request.key() + " has moved");
          }
          syncStates.put(
              request.key().stateId(),
              new SyncRun(
                  request.run().version() + 1,
                  request.targetIdentity(),
                  request.run().plan().next(),
                  null));
          applied.merge(request.tableId(), 1, Integer::sum);
        });
  }

  private LoadOutcome marked(MarkedLoad request, Runnable change) {
    LoadRow row = loads.get(request.loadId());
    if (row.state() == LoadRow.State.LOADED) {
      return new LoadOutcome.Loaded(row.rowsLoaded());
    }
    boolean mine =
        row.state() == LoadRow.State.SUBMITTED
            && row.epoch() == request.epoch()
            && row.attempt() == request.attempt();
    if (!mine) {
      return new LoadOutcome.Superseded();
    }
    change.run();
    loads.put(
        row.loadId(),
        new LoadRow(
            row.loadId(),
            row.tableId(),
            row.workflowId(),
            row.kind(),
            row.epoch(),
            row.attempt(),
            LoadRow.State.LOADED,
            row.fileCount(),
            row.rowCount(),
            request.expectedRows(),
            row.byteCount(),
            row.submittedAt(),
            row.submittedAt()));
    return new LoadOutcome.Loaded(request.expectedRows());
  }

  private static LoadRow withFence(LoadRow row, long epoch, int attempt) {
    return new LoadRow(
        row.loadId(),
        row.tableId(),
        row.workflowId(),
        row.kind(),
        epoch,
        attempt,
        row.state(),
        row.fileCount(),
        row.rowCount(),
        row.rowsLoaded(),
        row.byteCount(),
        row.submittedAt(),
        row.loadedAt());
  }
}
