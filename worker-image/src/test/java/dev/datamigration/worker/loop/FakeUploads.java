package dev.datamigration.worker.loop;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.mailbox.StageUploads;
import dev.datamigration.model.error.DmwException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A stage that remembers what lies in it, and fails as it is told. Thread-safe. */
final class FakeUploads implements StageUploads {
  private final Set<String> staged = new TreeSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private final List<String> tries = new ArrayList<>();
  private LedgerErrorCode failWith = LedgerErrorCode.UNREACHABLE;

  /** The next uploads of paths that begin so fail. */
  synchronized void fail(String prefix, int times, LedgerErrorCode code) {
    failures.put(prefix, times);
    failWith = code;
  }

  @Override
  public synchronized void upload(Path file, String stagePath) {
    tries.add(stagePath);
    for (Map.Entry<String, Integer> failure : failures.entrySet()) {
      if (stagePath.startsWith(failure.getKey()) && failure.getValue() > 0) {
        failure.setValue(failure.getValue() - 1);
        throw new DmwException(failWith, "Test: the upload failed.", "Again.");
      }
    }
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is gone before its upload");
    }
    staged.add(stagePath);
  }

  synchronized Set<String> staged() {
    return new TreeSet<>(staged);
  }

  synchronized List<String> tries() {
    return List.copyOf(tries);
  }
}
