package dev.datamigration.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may use which: the table in docs/architecture.md. This module sees them all. */
@AnalyzeClasses(
    packages = "dev.datamigration",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {
  private static final String MODEL = "dev.datamigration.model..";
  private static final String LEDGER = "dev.datamigration.ledger..";
  private static final String WORKER = "dev.datamigration.worker..";
  private static final String OPERATOR = "dev.datamigration.operator..";
  private static final String COMMAND_LINE = "dev.datamigration.cli..";
  private static final String LOCAL = "dev.datamigration.local..";

  private static ArchRule module(String module, String because, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(resideInAnyPackage(forbidden))
        .because(because);
  }

  @ArchTest
  static final ArchRule MODEL_USES_NO_OTHER_MODULE =
      module(
          MODEL,
          "everything else is built on the model",
          LEDGER,
          WORKER,
          OPERATOR,
          COMMAND_LINE,
          LOCAL);

  @ArchTest
  static final ArchRule LEDGER_USES_THE_MODEL =
      module(
          LEDGER,
          "operator and worker are built on the ledger",
          WORKER,
          OPERATOR,
          COMMAND_LINE,
          LOCAL);

  @ArchTest
  static final ArchRule WORKER_USES_MODEL_AND_LEDGER =
      module(
          WORKER, "operator and worker share nothing but messages", OPERATOR, COMMAND_LINE, LOCAL);

  @ArchTest
  static final ArchRule OPERATOR_USES_MODEL_AND_LEDGER =
      module(
          OPERATOR, "operator and worker share nothing but messages", WORKER, COMMAND_LINE, LOCAL);

  @ArchTest
  static final ArchRule COMMAND_LINE_USES_THE_MODEL =
      module(
          COMMAND_LINE,
          "it runs on a person's machine, without a cluster or an account",
          LEDGER,
          WORKER,
          OPERATOR,
          LOCAL);

  @ArchTest
  static final ArchRule STAND_INS_SHARE_NO_CODE_WITH_WHAT_THEY_TEST =
      module(
          "dev.datamigration.local.(snowflake|cluster|sqlserver)..",
          "a mistake in shared code would not be seen",
          LEDGER,
          WORKER,
          OPERATOR,
          COMMAND_LINE);

  @ArchTest
  static final ArchRule OPERATOR_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.datamigration.operator.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule LEDGER_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.datamigration.ledger.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WORKER_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.datamigration.worker.(**)").should().beFreeOfCycles();
}
