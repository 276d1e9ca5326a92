package ecommerce.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "ecommerce.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] FOUNDATION = {
    "ecommerce.local", "ecommerce.local.wire", "ecommerce.local.store", "ecommerce.local.deploy"
  };

  @ArchTest
  static final ArchRule partsDoNotReachIntoEachOther =
      SlicesRuleDefinition.slices()
          .matching("ecommerce.local.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage("ecommerce.local.."), resideInAnyPackage(FOUNDATION))
          .ignoreDependency(
              resideInAPackage("ecommerce.local.deploy"),
              resideInAPackage("ecommerce.local.template"));

  @ArchTest
  static final ArchRule templatesKnowNothingElse =
      noClasses()
          .that()
          .resideInAPackage("ecommerce.local.template..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("ecommerce..")
                  .and(not(resideInAPackage("ecommerce.local.template.."))));

  @ArchTest
  static final ArchRule onlyTheWireKnowsItsHttpServer =
      noClasses()
          .that()
          .resideOutsideOfPackages("ecommerce.local.wire..", "ecommerce.local.dynamodb..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."));

  @ArchTest
  static final ArchRule nothingKnowsThePlatform =
      classes()
          .that()
          .resideInAPackage("ecommerce.local..")
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("ecommerce.local..").or(not(resideInAPackage("ecommerce.."))));
}
