package dev.tiercel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Holds methods, lists of parameters and files to their sizes, as the parser of the JDK reads them.
 * A method that must be longer has {@code @SuppressWarnings("method-length")} and a reason.
 */
final class SourceSizesTest {
    private static final int FILE_LINES_MAX = 600;
    private static final int METHOD_LINES_MAX = 70;
    private static final int PARAMETERS_MAX = 6;
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final List<String> MODULES =
            List.of("ir", "frontend", "interpreter", "jit", "server", "benchmarks");

    @Test
    void sourcesOfEveryModuleKeepTheirSizes() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            List<Path> found = sources(Path.of("..", module, "src"));
            assertThat(found).as(module).isNotEmpty();
            files.addAll(found);
        }
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            assertThat(violations(manager.getJavaFileObjectsFromPaths(files))).isEmpty();
        }
    }

    @Test
    void tooLargeSourcesAreNamed() throws IOException {
        String body = "\n;".repeat(METHOD_LINES_MAX - 1);
        String source =
                """
                class A {
                    void fits() {%1$s
                    }
                    void isLong() {%1$s;

                    }
                    @SuppressWarnings("method-length")
                    void mayBeLong() {%1$s

                    }
                    void fits(int a, int b, int c, int d, int e, int f) {}
                    A(int a, int b, int c, int d, int e, int f, int g) {}
                    @Override
                    void given(int a, int b, int c, int d, int e, int f, int g) {}
                    record Data(int a, int b, int c, int d, int e, int f, int g) {
                        Data {}
                    }
                }
                """
                        .formatted(body.substring(2));
        String comment = "//\n".repeat(FILE_LINES_MAX);

        assertThat(violations(List.of(new Text(source))))
                .containsExactly(
                        "/A.java:72: isLong has 71 lines", "/A.java:216: <init> has 7 parameters");
        assertThat(violations(List.of(new Text(comment)))).isEmpty();
        assertThat(violations(List.of(new Text(comment + "//"))))
                .containsExactly("/A.java has 601 lines");
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> violations(Iterable<? extends JavaFileObject> sources)
            throws IOException {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, List.of(), null, sources);
        List<String> violations = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            String name = unit.getSourceFile().getName();
            long lines = unit.getSourceFile().getCharContent(true).toString().lines().count();
            if (lines > FILE_LINES_MAX) {
                violations.add(name + " has " + lines + " lines");
            }
            new Methods(unit, Trees.instance(task).getSourcePositions(), violations)
                    .scan(unit, null);
        }
        return violations;
    }

    /** Looks at every method and constructor of a file. */
    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> violations;
        private boolean isInRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> violations) {
            this.unit = unit;
            this.positions = positions;
            this.violations = violations;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean isAroundInRecord = isInRecord;
            isInRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, nothing);
            isInRecord = isAroundInRecord;
            return nothing;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (lines(method) > METHOD_LINES_MAX && !isMarked(method, "method-length")) {
                report(method, lines(method) + " lines");
            }
            int parameters = method.getParameters().size();
            // The components of a record are its data and may be more.
            boolean isOfRecord = isInRecord && method.getReturnType() == null;
            if (parameters > PARAMETERS_MAX && !isOfRecord && !isMarked(method, "Override")) {
                report(method, parameters + " parameters");
            }
            return super.visitMethod(method, nothing);
        }

        private void report(MethodTree method, String size) {
            violations.add(
                    "%s:%d: %s has %s"
                            .formatted(
                                    unit.getSourceFile().getName(),
                                    line(positions.getStartPosition(unit, method)),
                                    method.getName(),
                                    size));
        }

        /**
         * Returns the number of lines from the brace that opens the body to the one that ends it.
         */
        private long lines(MethodTree method) {
            Tree body = method.getBody();
            return body == null
                    ? 0
                    : line(positions.getEndPosition(unit, body))
                            - line(positions.getStartPosition(unit, body))
                            + 1;
        }

        private long line(long position) {
            LineMap map = unit.getLineMap();
            return position < 0 ? 1 : map.getLineNumber(position);
        }

        private static boolean isMarked(MethodTree method, String text) {
            return method.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::toString)
                    .anyMatch(annotation -> annotation.contains(text));
        }
    }

    /** A source that is in no file. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///A.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoresEncodingErrors) {
            return text;
        }
    }
}
