package io.relmap.error;

import static io.relmap.testsupport.Family.lists;
import static io.relmap.testsupport.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Content;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.testsupport.Family;
import io.relmap.testsupport.TestDatabase;
import io.relmap.testsupport.World;
import io.relmap.type.Converter;
import io.relmap.type.TypeRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors as programs meet them: the message names entity, relationship or table, and says what to do. */
class ProducedErrorsTest {

    private @Nullable World world;

    private World begin(World.Plan plan) {
        World opened = plan.open();
        world = opened;
        return opened;
    }

    @AfterEach
    void close() {
        if (world != null) {
            world.close();
        }
    }

    // Holders ----------------------------------------------------------------------------------

    @Entity(table = "owner_row")
    static class Owner {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "owner")
        final ToList<Member> members = ToList.of(this);
    }

    @Entity(table = "member")
    static class Member {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("owner_row.id")
        @Relationship(backPopulates = "members")
        final ToOne<Owner> owner;

        Member(ToOne<Owner> owner) {
            this.owner = owner;
        }

        Member() {
            owner = ToOne.of(this);
        }
    }

    @Entity(table = "early")
    static class Early {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship final ToList<Member> members = filled(ToList.of(this));

        private static ToList<Member> filled(ToList<Member> list) {
            list.add(new Member());
            return list;
        }
    }

    @Test
    @DisplayName("RM-325: a holder that is used before its field is assigned")
    void aHolderUsedTooEarly() {
        refused(
                ErrorCode.HOLDER_NOT_READY,
                Early::new,
                "Early.members",
                "before the field is assigned",
                "Assign holders where they are declared");
    }

    @Test
    @DisplayName("RM-325: a holder that belongs to another object")
    void aHolderOfAnotherObject() {
        Member first = new Member();
        Member second = new Member(first.owner);
        refused(
                ErrorCode.HOLDER_NOT_READY,
                () -> new Owner().members.add(second),
                "Member.owner",
                "another object",
                "of(this)");
    }

    // Queries ----------------------------------------------------------------------------------

    @Test
    @DisplayName("RM-601, RM-602: one() of none and of several")
    void oneOfNoneAndOfSeveral() {
        World world = begin(World.of(lists())).rows(0);
        refused(
                ErrorCode.NO_RESULT,
                () -> world.session().query("P").where("name = 'nobody'").one(),
                "P",
                "Use oneOrNone()");
        refused(
                ErrorCode.MULTIPLE_RESULTS,
                () -> world.session().query("P").one(),
                "P",
                "found 2",
                "Narrow the condition");
        assertThatExceptionOfType(MultipleResultsException.class)
                .isThrownBy(() -> world.session().query("P").oneOrNone());
        assertThat(world.session().query("P").where("name = 'nobody'").oneOrNone()).isNull();
    }

    @Test
    @DisplayName(
            "RM-600: a condition with a name that nobody has, a value that is missing, a path that ends nowhere")
    void queriesThatCannotBeUnderstood() {
        World world = begin(World.of(lists())).rows(0);
        refused(
                ErrorCode.INVALID_QUERY,
                () -> world.session().query("P").where("nothing = 1").list(),
                "P",
                "nothing",
                "name",
                "kids");
        refused(
                ErrorCode.INVALID_QUERY,
                () -> world.session().query("P").where("name = :n", Map.of()).list(),
                ":n");
        refused(
                ErrorCode.INVALID_QUERY,
                () -> world.session().query("P").where("kids.nothing = 1").list(),
                "C",
                "nothing");
        refused(ErrorCode.INVALID_QUERY, () -> world.session().query("P").limit(-1), "-1");
    }

    // Flushes ----------------------------------------------------------------------------------

    /** A key that has no order. */
    record Code(String text) {}

    static final class CodeConverter implements Converter<Code, String> {
        @Override
        public String toDatabase(Code value) {
            return value.text();
        }

        @Override
        public Code toJava(String value) {
            return new Code(value);
        }
    }

    @Test
    @DisplayName("RM-400: keys that cannot be compared, where rows are written in their order")
    void keysThatCannotBeCompared() {
        World world =
                begin(
                        World.of(
                                mapping ->
                                        mapping.mapDynamic(
                                                "V",
                                                Table.named("v")
                                                        .column(
                                                                ColumnDefinition.of(
                                                                                "code",
                                                                                TypeRegistry
                                                                                        .varchar(9))
                                                                        .notNull())
                                                        .column(
                                                                ColumnDefinition.of(
                                                                        "name",
                                                                        TypeRegistry.varchar(9)))
                                                        .primaryKey(List.of("code"))
                                                        .build(),
                                                v -> v.convert("code", new CodeConverter()))));
        DynamicEntity a = world.make("V", "code", new Code("a"), "name", "x");
        DynamicEntity b = world.make("V", "code", new Code("b"), "name", "x");
        world.session().addAll(List.of(a, b));
        world.session().flush();
        a.set("name", "y");
        b.set("name", "y");
        refused(
                ErrorCode.FLUSH_FAILED,
                () -> world.session().flush(),
                "Rows of V",
                "Code",
                "Comparable");
    }

    @Test
    @DisplayName("RM-405: a trigger that drops rows would shift their keys")
    void aTriggerThatDropsRows() {
        World world = begin(World.of(lists()).on(TestDatabase.POSTGRESQL));
        world.sql(
                "create function drop_some() returns trigger language plpgsql as"
                        + " 'begin if new.name = ''dropped'' then return null; end if; return new; end'",
                "create trigger drop_some before insert on p for each row execute function drop_some()");
        world.session().addAll(List.of(world.newP("kept"), world.newP("dropped")));
        refused(
                ErrorCode.MISSING_GENERATED_ROWS,
                () -> world.session().flush(),
                "2 rows",
                "table p",
                "returned 1",
                "trigger",
                "P");
        world.session().rollback();
        assertThat(world.read("select * from p")).isEmpty();
    }

    // The database -----------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "RM-701: a constraint that refuses: table or constraint, and what the statement was sent for")
    void aConstraintThatRefuses(TestDatabase database) {
        World world = begin(World.of(Family.upwards(Family.plain())).on(database)).rows(0);
        // Ten digits: the label of an object without a key has eight.
        int missing = 2_000_000_077;
        world.session().add(world.make("C", "name", "c", "p_id", missing));
        assertThatExceptionOfType(IntegrityException.class)
                .isThrownBy(
                        () -> {
                            world.session().flush();
                            world.session().commit();
                        })
                .satisfies(
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INTEGRITY);
                            assertThat(e.kind()).isEqualTo(ErrorKind.FOREIGN_KEY);
                            assertThat(e).hasMessageContaining("insert of C");
                            assertThat(e.getMessage())
                                    .as("values are not told")
                                    .doesNotContain(String.valueOf(missing));
                        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("RM-700: a statement that the database does not understand, with the statement")
    void aStatementThatIsRefused(TestDatabase database) {
        World world = begin(World.of(lists()).on(database));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> world.session().executeSql("update nowhere set x = 1"))
                .satisfies(
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_FAILED);
                            assertThat(e)
                                    .hasMessageContaining("update nowhere")
                                    .hasCauseInstanceOf(java.sql.SQLException.class);
                        });
    }

    @Test
    @DisplayName("RM-318: a map's element without its key")
    void aMapsElementWithoutItsKey() {
        World world = begin(World.of(Family.pair(Content.MAP, Family.plain(), Family.plain())));
        DynamicEntity p = world.newP("p");
        refused(
                ErrorCode.MAP_KEY,
                () -> world.make("C").set("parent", p),
                "C",
                "P.kids",
                "name",
                "Set the key before linking");
    }
}
