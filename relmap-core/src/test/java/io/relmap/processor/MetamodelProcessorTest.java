package io.relmap.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The typed metamodel")
class MetamodelProcessorTest {

    private static final String ENTITIES =
            """
            package shop;

            import io.relmap.annotation.*;
            import io.relmap.holder.*;
            import java.util.List;

            @Entity
            public class Order extends Base {
                static int count;
                transient int scratch;
                @Transient String note;
                private int quantity;
                byte[] picture;
                State state;
                List<String> labels;
                @Embedded Address address;
                @Relationship(target = Line.class) final ToOne<Object> favourite = ToOne.of(this);
                final ToOne<Order> previous = ToOne.of(this);
                final ToList<Line> lines = ToList.of(this);
                @MapKey("name") final ToMap<String, Line> byName = ToMap.of(this);

                enum State { OPEN, CLOSED }

                record Address(String street, int zip) {}

                @Entity
                static class Line extends Base {
                    String name;
                    @Relationship final ToOne<Order> order = ToOne.of(this);
                }

                @Entity
                private static class Hidden extends Base {}
            }

            abstract class Base {
                @Id Long id;
            }
            """;

    @TempDir Path folder;

    private String generated(String name) throws IOException {
        return Files.readString(folder.resolve("shop").resolve(name + ".java"));
    }

    private List<? extends Diagnostic<? extends JavaFileObject>> compile(String source)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            files.setLocation(StandardLocation.SOURCE_OUTPUT, List.of(folder.toFile()));
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(
                            new StringWriter(),
                            files,
                            problems,
                            List.of("-Xlint:all,-processing"),
                            null,
                            List.of(new Source(source)));
            task.setProcessors(List.of(new MetamodelProcessor()));
            task.call();
        }
        // holders in public classes pass "this" on: JDK 21 and newer would say so
        return problems.getDiagnostics().stream()
                .filter(problem -> !problem.getCode().contains("this.escape"))
                .toList();
    }

    @Test
    @DisplayName(
            "has a constant for each attribute, superclasses first, and compiles without warnings")
    void hasAConstantForEachAttribute() throws IOException {
        assertThat(compile(ENTITIES)).isEmpty();
        assertThat(generated("Order_"))
                .contains("public final class Order_")
                .containsSubsequence(
                        "id", "quantity", "picture", "state", "labels", "addressStreet")
                .contains("ColumnPath<shop.Order, java.lang.Long> id")
                .contains("ColumnPath<shop.Order, java.lang.Integer> quantity")
                .contains("ColumnPath<shop.Order, byte[]> picture")
                .contains("ColumnPath<shop.Order, shop.Order.State> state")
                .contains("ColumnPath<shop.Order, Object> labels")
                .contains(".of(shop.Order.class, \"address.zip\", java.lang.Integer.class)")
                .contains("RelationshipPath<shop.Order, shop.Order.Line> favourite")
                .contains("RelationshipPath<shop.Order, shop.Order> previous")
                .contains("RelationshipPath<shop.Order, shop.Order.Line> lines")
                .contains("RelationshipPath<shop.Order, shop.Order.Line> byName")
                .doesNotContain("count")
                .doesNotContain("scratch")
                .doesNotContain("note");
    }

    @Test
    @DisplayName(
            "of a nested class has the outer names and the class's visibility; of a private one is none")
    void followsNestingAndVisibility() throws IOException {
        assertThat(compile(ENTITIES)).isEmpty();
        assertThat(generated("Order_Line_"))
                .contains("\nfinal class Order_Line_")
                .contains("RelationshipPath<shop.Order.Line, shop.Order> order");
        assertThat(folder.resolve("shop").resolve("Order_Hidden_.java")).doesNotExist();
    }

    /** A source that is a text. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///shop/Order.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
