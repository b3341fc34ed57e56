package dev.datamigration.operator.crd;

import com.google.common.base.Splitter;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees to it that every field says when a change of it takes effect: in its own words, else in
 * those of the object it belongs to, else in those of all its keys.
 */
final class ChangeSentences {
  /** Of objects whose keys differ. */
  static final String BY_KEY = "Each key says when a change of it takes effect.";

  static final Splitter SENTENCES = Splitter.onPattern("(?<=\\.) (?=[A-Z])");

  private ChangeSentences() {}

  static void complete(JSONSchemaProps object) {
    object.getProperties().values().forEach(field -> complete(field, null));
  }

  private static void complete(JSONSchemaProps field, String inherited) {
    Optional<String> own = in(field);
    String passedOn = own.orElse(inherited);
    JSONSchemaProps keys = field.getItems() == null ? field : field.getItems().getSchema();
    keys.getProperties().values().forEach(key -> complete(key, passedOn));
    if (own.isEmpty()) {
      field.setDescription(
          field.getDescription() + " " + (inherited == null ? ofKeys(keys) : inherited));
    }
  }

  private static String ofKeys(JSONSchemaProps keys) {
    Set<String> sentences =
        keys.getProperties().values().stream()
            .map(key -> in(key).orElse(BY_KEY))
            .collect(Collectors.toSet());
    return sentences.size() == 1 ? sentences.iterator().next() : BY_KEY;
  }

  /** The sentence a field's description has. */
  static Optional<String> in(JSONSchemaProps field) {
    return SENTENCES
        .splitToStream(field.getDescription() == null ? "" : field.getDescription())
        .filter(ChangeSentences::isOne)
        .findFirst();
  }

  static boolean isOne(String sentence) {
    return sentence.equals(BY_KEY) || sentence.matches("(Takes effect|Live|Cannot be changed).*");
  }
}
