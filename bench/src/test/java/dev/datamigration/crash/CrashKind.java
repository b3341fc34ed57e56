package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Call;
import java.util.function.Predicate;

/** What happens at a call. */
enum CrashKind {
  /** The call is not made: the session ends before the statement, the source hangs up. */
  REQUEST_LOST(call -> true),
  /** The call is made, COMMIT too, and the connection breaks before the answer. */
  REPLY_LOST(call -> call.isLasting() || call.isLogin()),
  /**
   * The call is answered with an error and its session goes on; a file cannot be written; logins
   * are refused until the process has given up waiting for one.
   */
  REFUSED(call -> call.isWrite() || call.isLogin()),
  /** The statement is answered with 503 instead of being run; the driver sends it again. */
  REQUEST_RESENT(Call::isStatementThatWrites),
  /**
   * The statement is run and the connection closed without an answer; the driver sends the same
   * request again.
   */
  REPLY_DROPPED(Call::isStatementThatWrites),
  /** Half of a file arrives, and the connection breaks. */
  UPLOAD_CUT(Call::isUpload),
  /** Half of a file arrives, and its worker is killed; another starts a little later. */
  UPLOADER_KILLED(Call::isUpload),
  /** The operator is killed; another takes over a little later. */
  OPERATOR_KILLED(call -> call.isOf("operator")),
  /** The worker whose call it is is killed; another starts a little later. */
  WORKER_KILLED(call -> call.isOf("worker")),
  /** Everything is killed. */
  ALL_KILLED(call -> true),
  /** The operator stops for a while in which another leads, and then goes on where it was. */
  OPERATOR_PAUSED(call -> call.isOf("operator") && call.isWrite()),
  /** The worker stops for longer than its lease, and then goes on where it was. */
  WORKER_PAUSED(call -> call.isOf("worker") && call.isWrite());

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
  private final Predicate<Call> at;

  CrashKind(Predicate<Call> at) {
    this.at = at;
  }

  /** Whether it can happen at a call. */
  boolean fits(Call call) {
    return at.test(call);
  }
}
