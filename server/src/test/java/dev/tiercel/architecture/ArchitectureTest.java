package dev.tiercel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code of all modules to the shape that docs/architecture.md describes. */
final class ArchitectureTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.tiercel");

    /** A library, named by its root package, and the packages that may use it. */
    record LibraryHome(String library, List<String> home) {
        LibraryHome {
            home = List.copyOf(home);
        }

        static Stream<LibraryHome> all() {
            return Stream.of(
                    of("org.snakeyaml..", "dev.tiercel.frontend.."),
                    of("tools.jackson..", "dev.tiercel.frontend..", "dev.tiercel.server.input.."),
                    of(
                            "com.google.re2j..",
                            "dev.tiercel.frontend..",
                            "dev.tiercel.runtime..",
                            "dev.tiercel.server.input.."),
                    of("at.favre.lib..", "dev.tiercel.runtime.."),
                    of("org.objectweb.asm..", "dev.tiercel.jit.emit.."),
                    of(
                            "io.helidon..",
                            "dev.tiercel.server.http..",
                            "dev.tiercel.server.websocket.."),
                    of("com.zaxxer..", "dev.tiercel.server.sql.."),
                    of("org.sqlite..", "dev.tiercel.server.sql.."),
                    of("org.postgresql..", "dev.tiercel.server.sql.."),
                    of("org.mariadb..", "dev.tiercel.server.sql.."),
                    of("io.vertx..", "dev.tiercel.server.redis..", "dev.tiercel.server.client.."),
                    of("io.netty..", "dev.tiercel.server.redis.."),
                    of("picocli..", "dev.tiercel.server.cli.."),
                    of("one.convert..", "dev.tiercel.server.profile.."),
                    of("io.prometheus..", "dev.tiercel.server.."),
                    of("org.slf4j..", "dev.tiercel.server.."),
                    of("ch.qos.logback..", "dev.tiercel.server.."),
                    of("com.nimbusds..", "dev.tiercel.server.."),
                    of("com.networknt..", "dev.tiercel.server.."),
                    of("com.fasterxml.."),
                    of("org.openjdk.jmh.."));
        }

        private static LibraryHome of(String library, String... home) {
            return new LibraryHome(library, List.of(home));
        }
    }

    @Test
    void classesOfEveryModuleAreSeen() {
        assertThat(PRODUCT.contain("dev.tiercel.ir.SuppressForbidden")).isTrue();
        assertThat(PRODUCT.contain("dev.tiercel.server.Main")).isTrue();
    }

    @Test
    void arrowsBetweenModulesGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.tiercel..")
                .withOptionalLayers(true)
                .layer("ir")
                .definedBy("dev.tiercel.ir..")
                .layer("frontend")
                .definedBy("dev.tiercel.frontend..")
                .layer("interpreter")
                .definedBy("dev.tiercel.runtime..", "dev.tiercel.interpreter..")
                .layer("jit")
                .definedBy("dev.tiercel.jit..")
                .layer("server")
                .definedBy("dev.tiercel.server..")
                .whereLayer("ir")
                .mayNotAccessAnyLayer()
                .whereLayer("frontend")
                .mayOnlyAccessLayers("ir")
                .whereLayer("interpreter")
                .mayOnlyAccessLayers("ir")
                .whereLayer("jit")
                .mayOnlyAccessLayers("ir", "interpreter")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.tiercel.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tiercel.architecture.ArchitectureTest$LibraryHome#all")
    void libraryStaysInItsHome(LibraryHome rule) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rule.home().toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(rule.library())
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void oneClassDefinesHiddenClasses() {
        Set<String> definers =
                PRODUCT.stream()
                        .filter(ArchitectureTest::definesHiddenClass)
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(definers).hasSizeLessThanOrEqualTo(1);
        assertThat(definers).allMatch(name -> name.startsWith("dev.tiercel.jit.define."));
    }

    private static boolean definesHiddenClass(JavaClass candidate) {
        return Stream.<JavaAccess<?>>concat(
                        candidate.getMethodCallsFromSelf().stream(),
                        candidate.getMethodReferencesFromSelf().stream())
                .anyMatch(access ->
                        access.getTargetOwner().isEquivalentTo(MethodHandles.Lookup.class)
                                && access.getName().startsWith("defineHiddenClass"));
    }
}
