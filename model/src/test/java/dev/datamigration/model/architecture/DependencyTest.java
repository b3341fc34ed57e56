package dev.datamigration.model.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.datamigration.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
  @ArchTest
  static final ArchRule PURE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.datamigration.model..",
                      "java.lang..",
                      "java.math..",
                      "java.nio.charset..",
                      "java.time..",
                      "java.util..",
                      "com.fasterxml.jackson..",
                      "org.apache.commons.text..")
                  .or(assignableTo(Exception.class)))
          .because("the model does no I/O and knows neither Kubernetes nor JDBC");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.datamigration.model.(*)..").should().beFreeOfCycles();
}
