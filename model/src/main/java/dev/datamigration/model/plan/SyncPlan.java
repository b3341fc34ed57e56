package dev.datamigration.model.plan;

import java.util.List;

/**
 * How a planned run brings the target on from where the last one left it.
 *
 * @param incremental whether its rows come on top of those in the target, or take their place
 * @param condition which rows it reads, in the source's dialect, the user's own condition included;
 *     null for all
 * @param mergeKeys the target's names of the columns by which its rows take the place of single
 *     ones; empty if they are appended
 * @param next what it leaves to the next run once all of it is in the target
 */
public record SyncPlan(
    boolean incremental, String condition, List<String> mergeKeys, SyncState next) {
  public SyncPlan {
    mergeKeys = List.copyOf(mergeKeys);
  }
}
