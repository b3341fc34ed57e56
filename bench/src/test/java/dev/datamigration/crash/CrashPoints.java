package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Call;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * At which calls a kind of crash is worth a case of its own. Left out is only what cannot differ
 * from a case that is there: a reply lost after a statement that changes nothing for good, and a
 * question refused, are requests lost; a process killed when it has changed nothing outside and
 * opened no session since its call before could as well have been killed then, as its memory is
 * lost either way; one killed while another is at work, before its own next call; and one that
 * stands still at its login, at its first statement. Statements that are sent again are those that
 * change something for good, and COPY.
 */
final class CrashPoints {
  private CrashPoints() {}

  /** Calls with which the ledger is made, from 1. */
  static List<Integer> ofInstallation(CrashKind kind, List<Call> calls) {
    int end = 0;
    while (!calls.get(end).what().startsWith("GRANT")) {
      end++;
    }
    int last = end;
    return switch (kind) {
      case REQUEST_LOST, REPLY_LOST, REFUSED, REQUEST_RESENT, REPLY_DROPPED, OPERATOR_KILLED ->
          of(kind, calls).stream().filter(call -> call <= last).toList();
      case UPLOAD_CUT, UPLOADER_KILLED, WORKER_KILLED, ALL_KILLED, OPERATOR_PAUSED, WORKER_PAUSED ->
          List.of();
    };
  }

  /** Calls, from 1. */
  static List<Integer> of(CrashKind kind, List<Call> calls) {
    IntPredicate chosen =
        switch (kind) {
          case OPERATOR_KILLED, WORKER_KILLED, ALL_KILLED -> i -> isNew(calls, i);
          case REQUEST_RESENT, REPLY_DROPPED ->
              i -> calls.get(i).isLasting() || calls.get(i).isCopy();
          default -> i -> true;
        };
    return IntStream.range(0, calls.size())
        .filter(i -> kind.fits(calls.get(i)))
        .filter(chosen)
        .mapToObj(i -> i + 1)
        .toList();
  }

  private static boolean isNew(List<Call> calls, int i) {
    if (i == 0 || calls.get(i).isLogin()) {
      return true;
    }
    Call before = calls.get(i - 1);
    return before.isLasting()
        || before.isLogin()
        || !before.process().equals(calls.get(i).process());
  }
}
