package dev.datamigration.worker.loop;

/** Runs its tasks one after another, so that lanes in use are exactly tasks at the source. */
final class Lane implements Runnable {
  private final int number;
  private final TaskBoard board;
  private final TaskRunner runner;
  private final FileStaging staging;

  Lane(int number, TaskBoard board, TaskRunner runner, FileStaging staging) {
    this.number = number;
    this.board = board;
    this.runner = runner;
    this.staging = staging;
  }

  @Override
  public void run() {
    try (staging) {
      for (HeldTask task = board.take(number); task != null; task = board.take(number)) {
        runner.run(task, staging);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
