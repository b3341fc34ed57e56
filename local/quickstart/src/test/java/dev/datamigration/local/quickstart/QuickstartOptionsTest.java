package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.stack.ProductFiles;
import dev.datamigration.local.stack.SourcePlatform;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.TypeConversionException;

/** Options are judged before anything starts. */
class QuickstartOptionsTest {
  private static QuickstartOptions options(double scale, int workers, int threads) {
    return new QuickstartOptions(scale, workers, threads, SourcePlatform.POSTGRESQL, List.of());
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1, 1", "100, 1000, 64"})
  void theEndsOfTheRangesAreAllowed(double scale, int workers, int threads) {
    assertThatCode(() -> options(scale, workers, threads).check()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0.009, 1, 1, --scale is 0.009",
    "1e9, 1, 1, --scale is 1.0E9",
    "NaN, 1, 1, --scale is NaN",
    "0.1, 0, 1, --workers is 0",
    "0.1, 1001, 1, --workers is 1001",
    "0.1, 1, 0, --threads is 0",
    "0.1, 1, 65, --threads is 65"
  })
  void whatIsBeyondThemIsRefusedByName(double scale, int workers, int threads, String expected) {
    assertThatThrownBy(() -> options(scale, workers, threads).check())
        .hasMessageStartingWith("DMW-913: " + expected);
  }

  @Test
  void theRangesOfWorkersAreTheResourcesOwn() throws IOException {
    String yaml =
        Files.readString(
            ProductFiles.ofThisProject()
                .definitions()
                .resolve("datamigrationworkflows.datamigration.dev.yaml"));
    CustomResourceDefinition definition =
        Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    Map<String, JSONSchemaProps> workers =
        definition
            .getSpec()
            .getVersions()
            .get(0)
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("spec")
            .getProperties()
            .get("workers")
            .getProperties();
    assertThat(workers.get("maxReplicas").getMaximum()).isEqualTo(QuickstartOptions.MOST_WORKERS);
    assertThat(workers.get("threads").getMaximum()).isEqualTo(QuickstartOptions.MOST_THREADS);
  }

  @ParameterizedTest
  @EnumSource(SourcePlatform.class)
  void everySourceHasItsNameInAnyCase(SourcePlatform platform) {
    assertThat(new SourceConverter().convert(platform.toString())).isEqualTo(platform);
    assertThat(new SourceConverter().convert(platform.name())).isEqualTo(platform);
  }

  @Test
  void anotherSourceIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> new SourceConverter().convert("oracle"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("there is no source \"oracle\"; choose among postgresql, redshift, sqlserver");
  }
}
