package dev.datamigration.bench.types;

import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source's data-type table: what is tried end to end and what docs/types.md says.
 *
 * @param source the source's name
 * @param map what the worker makes of its types
 * @param types the lines
 * @param byDocumentation catalogue names of mapped types that no server at hand has: their mapping
 *     follows the vendor's documentation and is not tried
 * @param unmapped types of the source that are refused unless mapped to {@code VARCHAR}, as
 *     declared
 * @param notes sentences below the table
 */
public record DataTypeTable(
    String source,
    TypeMap map,
    List<DataType> types,
    List<String> byDocumentation,
    List<String> unmapped,
    String notes) {
  public DataTypeTable {
    types = List.copyOf(types);
    byDocumentation = List.copyOf(byDocumentation);
    unmapped = List.copyOf(unmapped);
  }

  /** The line of the worker's map that a type is mapped by; empty for classes of types. */
  public Optional<TypeRule> rule(DataType type) {
    return map.rules().stream()
        .filter(rule -> rule.names().contains(type.bareSource()))
        .findFirst();
  }

  /**
   * The lines in groups, each of which one table with one set of {@code columnTypeMappings} can
   * hold: the defaults, then as few as can be, because a mapping holds for every column of a type.
   */
  public List<List<DataType>> groups() {
    List<List<DataType>> groups = new ArrayList<>();
    groups.add(types.stream().filter(type -> !type.asked()).toList());
    List<Set<String>> taken = new ArrayList<>();
    for (DataType type : types) {
      if (type.asked()) {
        String key = rule(type).map(rule -> rule.names().get(0)).orElse(type.bareSource());
        int group = 0;
        while (group < taken.size() && taken.get(group).contains(key)) {
          group++;
        }
        if (group == taken.size()) {
          taken.add(new HashSet<>());
          groups.add(new ArrayList<>());
        }
        taken.get(group).add(key);
        groups.get(group + 1).add(type);
      }
    }
    return groups;
  }
}
