package dev.datamigration.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the conditions of one object. A condition keeps its transition time as long as its status
 * stays, whatever becomes of reason and message.
 */
public final class Conditions {
  /** Characters of a message at most, by the API's convention. */
  public static final int MAX_MESSAGE = 32_768;

  private final Map<String, Condition> before = new LinkedHashMap<>();
  private final List<Condition> next = new ArrayList<>();
  private final long generation;
  private final Instant now;

  /**
   * @param before the conditions so far; may be null
   * @param generation of the object that the new ones are about
   */
  public Conditions(List<Condition> before, long generation, Instant now) {
    if (before != null) {
      before.forEach(condition -> this.before.put(condition.getType(), condition));
    }
    this.generation = generation;
    this.now = now;
  }

  /** Adds a condition. */
  public Conditions set(String type, Verdict verdict, String reason, String message) {
    Condition old = before.get(type);
    boolean unchanged = old != null && verdict.word().equals(old.getStatus());
    next.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(verdict.word())
            .withReason(reason)
            .withMessage(BoundedText.cut(message, MAX_MESSAGE))
            .withObservedGeneration(generation)
            .withLastTransitionTime(
                unchanged ? old.getLastTransitionTime() : now.truncatedTo(ChronoUnit.SECONDS) + "")
            .build());
    return this;
  }

  /** The condition as it was, if it is about this generation. */
  public Optional<Condition> stillValid(String type) {
    return before(type)
        .filter(old -> old.getObservedGeneration() != null)
        .filter(old -> old.getObservedGeneration() == generation);
  }

  /** The condition as it was, whatever generation it is about. */
  public Optional<Condition> before(String type) {
    return Optional.ofNullable(before.get(type));
  }

  /** Adds a condition as it was. */
  public Conditions keep(Condition condition) {
    next.add(condition);
    return this;
  }

  /** Those added, in the order they were. */
  public List<Condition> toList() {
    return List.copyOf(next);
  }

  /** Whether a list of conditions, which may be null, has one of a type with this status. */
  public static boolean has(List<Condition> conditions, String type, Verdict verdict) {
    return conditions != null
        && conditions.stream()
            .anyMatch(
                condition ->
                    condition.getType().equals(type)
                        && verdict.word().equals(condition.getStatus()));
  }
}
