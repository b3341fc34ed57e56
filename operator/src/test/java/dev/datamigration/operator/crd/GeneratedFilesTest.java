package dev.datamigration.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Map<String, String> FILES = GeneratedFiles.all();

  static Stream<String> names() {
    return FILES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFileInVersionControlIsWhatWouldBeGeneratedNow(String name) {
    Path file = ROOT.resolve(name);
    assertThat(file)
        .as("to bring it up to date: ./mvnw -q -pl operator -am -Pgenerate process-classes")
        .content()
        .isEqualTo(FILES.get(name));
  }

  @Test
  void theFolderOfDefinitionsHoldsNothingElse() {
    try (Stream<Path> files = Files.list(ROOT.resolve("crds"))) {
      assertThat(
              files
                  .map(file -> "crds/" + file.getFileName())
                  .filter(name -> !name.equals("crds/kustomization.yaml")))
          .containsExactlyInAnyOrderElementsOf(
              names().filter(name -> name.startsWith("crds/")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
