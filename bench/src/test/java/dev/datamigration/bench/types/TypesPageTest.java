package dev.datamigration.bench.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TypesPageTest {
  @Test
  void thePageInVersionControlIsWhatWouldBeGeneratedNow() {
    assertThat(Path.of(System.getProperty("project.root")).resolve(TypesPage.PATH))
        .as("to bring it up to date: ./mvnw -q -pl bench -am -Pgenerate process-classes")
        .content()
        .isEqualTo(TypesPage.markdown());
  }
}
