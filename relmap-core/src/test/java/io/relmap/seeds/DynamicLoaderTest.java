package io.relmap.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToQuery;
import io.relmap.schema.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dynamic_loader(SomeClass)}, which is {@code relationship(SomeClass, lazy="dynamic")}: a ToQuery. */
@DisplayName("Seeds: Relationships API, dynamic_loader")
class DynamicLoaderTest {

    private static final Table PARENT = Tables.named("parent").id().build();
    private static final Table CHILD =
            Tables.named("child").id().reference("parent_id", "parent.id").text("name").build();

    static class Annotated {
        @Entity
        static class Parent {
            @Id @GeneratedValue Integer id;

            @Relationship(lazy = Lazy.DYNAMIC)
            final ToQuery<Child> children = ToQuery.of(this);
        }

        @Entity
        static class Child {
            @Id @GeneratedValue Integer id;

            @ForeignKey("parent.id")
            Integer parentId;

            String name;
        }
    }

    static class Plain {
        static class Parent {
            Integer id;
            final ToQuery<Child> children = ToQuery.of(this);
        }

        static class Child {
            Integer id;
            Integer parentId;
            String name;
        }
    }

    private static void code(Code m) {
        m.map("Parent", PARENT, p -> p.query("children", "Child", r -> r.lazy(Lazy.DYNAMIC)));
        m.map("Child", CHILD);
    }

    static Stream<Example> ways() {
        return Example.of(
                Way.annotated(Annotated.Parent.class, Annotated.Child.class),
                Way.inCode(DynamicLoaderTest::code, Plain.Parent.class, Plain.Child.class),
                Way.dynamic(DynamicLoaderTest::code));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "A dynamic relationship is written as others are, and read by a query (RC-22, RC-23)")
    void itIsReadByAQuery(Example example) {
        Object parent = example.make("Parent");
        for (String name : new String[] {"ann", "bob", "ben"}) {
            example.query(parent, "children").add(example.make("Child", "name", name));
        }

        example.save(parent);

        assertThat(example.rows("select name, parent_id from child order by name"))
                .containsExactly("ann, 1", "ben, 1", "bob, 1");
        example.session(
                session -> {
                    Object found = session.get("Parent", 1);
                    example.forget();
                    var children = example.query(found, "children");
                    assertThat(example.selects()).isEmpty();
                    assertThat(
                                    session.query(children)
                                            .where("name like 'b%'")
                                            .orderBy("name")
                                            .list())
                            .extracting(child -> example.get(child, "name"))
                            .containsExactly("ben", "bob");
                    assertThat(children).hasSize(3);
                });
    }
}
