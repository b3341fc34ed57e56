package dev.datamigration.bench.types;

import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source's data-type table: what is tried end to end and what docs/types.md says.
 *
 * @param source the source's name
 * @param map what the worker makes of its types
 * @param types the lines
 * @param untried catalogue names of mapped types without a line, and what docs/types.md says of
 *     them
 * @param unmapped types of the source that are refused unless mapped to {@code VARCHAR}
 * @param notes sentences below the table
 */
public record DataTypeTable(
    String source,
    TypeMap map,
    List<DataType> types,
    Map<String, String> untried,
    List<UnmappedType> unmapped,
    String notes) {
  /** No server at hand has the type: its mapping follows the vendor's documentation. */
  static final String BY_DOCUMENTATION = "no: by documentation";

  public DataTypeTable {
    types = List.copyOf(types);
    untried = Map.copyOf(untried);
    unmapped = List.copyOf(unmapped);
  }

  private Optional<TypeRule> rule(DataType type) {
    return map.rules().stream()
        .filter(rule -> rule.names().contains(type.bareSource()))
        .findFirst();
  }

  @Override
  public String toString() {
    return source;
  }

  /** The lines of the types that a line of the worker's map is for. */
  public Stream<DataType> lines(TypeRule rule) {
    return types.stream().filter(type -> rule(type).filter(rule::equals).isPresent());
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
