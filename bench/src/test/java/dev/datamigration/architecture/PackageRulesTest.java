package dev.datamigration.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** What packages may know, and what they may be called. */
@AnalyzeClasses(
    packages = "dev.datamigration",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageRulesTest {
  private static final String CORE = "dev.datamigration.operator.engine.core..";

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NEITHER_DATABASE_NOR_KUBERNETES =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "java.io..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.net..",
              "java.util.concurrent..",
              "net.snowflake..",
              "io.fabric8..",
              "io.javaoperatorsdk..",
              "io.quarkus..",
              "jakarta..")
          .because("its decisions are a pure function that a simulator runs too");

  @ArchTest
  static final ArchRule THE_CORE_IS_TOLD_THE_TIME =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("a simulator's time is not the machine's");

  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_SPEAKS_SQL =
      noClasses()
          .that()
          .resideInAPackage("dev.datamigration.operator..")
          .and()
          .resideOutsideOfPackage("dev.datamigration.operator.engine.loop..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "net.snowflake..")
          .because("reconcilers never wait for a database");

  @ArchTest
  static final ArchRule THE_GENERATOR_IS_FOR_THE_BUILD =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.datamigration.operator.crd..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.datamigration.operator.crd..", "io.fabric8.crdv2..")
          .because("its library is not there when the operator runs");

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_A_DRAWER =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..helpers..",
              "..manager..",
              "..misc..",
              "..impl..")
          .because("a package's name says what is in it");

  @ArchTest
  static final ArchRule NO_CLASS_IS_A_DRAWER =
      noClasses()
          .that()
          .areTopLevelClasses()
          .should(haveNameMatching(".*(Util|Utils|Helper|Helpers|Impl|Misc|Common)"))
          .because("a class does one thing, and its name says which");
}
