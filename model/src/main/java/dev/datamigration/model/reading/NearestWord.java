package dev.datamigration.model.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody who mistyped a word most likely meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The known word that needs the fewest changes, case not counted; empty if none is closer than a
   * third of the word (but two changes are always close).
   */
  public static Optional<String> of(String written, Collection<String> known) {
    int close = Math.max(2, written.length() / 3);
    return known.stream()
        .filter(word -> distance(written, word) <= close)
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A remedy: the nearest word, or all there are. */
  public static String remedy(String written, Collection<String> known) {
    return of(written, known)
        .map(word -> "The nearest known is " + word)
        .orElseGet(() -> "Known here: " + String.join(", ", known));
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }
}
