package dev.datamigration.worker.source.planning;

import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a dialect makes of each of its types. */
public final class TypeMap {
  private final List<TypeRule> rules;
  private final Map<String, TypeRule> byCatalogueName = new HashMap<>();
  private final Map<TypeClass, TypeRule> byClass;

  /**
   * A map of these rules.
   *
   * @param rules of the built-in types
   * @param byClass of whole classes of types
   */
  public TypeMap(List<TypeRule> rules, Map<TypeClass, TypeRule> byClass) {
    this.rules = List.copyOf(rules);
    this.byClass = Map.copyOf(byClass);
    for (TypeRule rule : rules) {
      byCatalogueName.put(rule.names().get(0), rule);
    }
  }

  /** The rule for a column; empty if its type has none. */
  public Optional<TypeRule> rule(SourceColumn column) {
    return Optional.ofNullable(
        column.typeClass() == TypeClass.BUILT_IN
            ? byCatalogueName.get(column.typeName())
            : byClass.get(column.typeClass()));
  }

  /** How a column divides a table; empty if it cannot. */
  public Optional<KeyKind> keyKind(SourceColumn column) {
    return rule(column).map(TypeRule::key);
  }

  /** Every rule, for the documentation. */
  public List<TypeRule> rules() {
    return rules;
  }

  /** Rules of whole classes, for the documentation. */
  public Map<TypeClass, TypeRule> classRules() {
    return byClass;
  }
}
