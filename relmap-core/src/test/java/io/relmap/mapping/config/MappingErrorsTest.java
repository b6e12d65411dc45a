package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.AssociationTable;
import io.relmap.annotation.Backref;
import io.relmap.annotation.Convert;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.ForeignKeyConstraint;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.MapKey;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.UniqueConstraint;
import io.relmap.annotation.Version;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.config.Holders.ToList;
import io.relmap.mapping.config.Holders.ToMap;
import io.relmap.mapping.config.Holders.ToOne;
import io.relmap.mapping.config.Holders.ToQuery;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.type.TypeRegistry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No mistake in a mapping is silent (RC-4, RC-6)")
@SuppressWarnings({"unused", "UnusedVariable", "rawtypes", "ClassCanBeStatic"})
class MappingErrorsTest {

    private static void assertFails(ErrorCode code, String text, Class<?>... classes) {
        MappingException failure = Build.failure(classes);
        assertThat(failure).as("no failure").isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(text);
    }

    static class Plain {
        @Id int id;
    }

    @Entity
    record ARecord(@io.relmap.annotation.Column int id) {}

    @Entity
    abstract static class Abstract {
        @Id int id;
    }

    @Entity
    class Inner {
        @Id int id;
    }

    @Entity
    static class NoKey {
        int id;
    }

    @Test
    @DisplayName("RC-21, RM-104, RM-106")
    void classesThatAreNoEntities() {
        assertFails(ErrorCode.NOT_MAPPED, "@Entity", Plain.class);
        assertFails(ErrorCode.INVALID_ENTITY, "record", ARecord.class);
        assertFails(ErrorCode.INVALID_ENTITY, "abstract", Abstract.class);
        assertFails(ErrorCode.INVALID_ENTITY, "static", Inner.class);
        assertFails(ErrorCode.INVALID_ENTITY, "@Id", NoKey.class);
    }

    @Test
    @DisplayName("All problems come together, the first one first (RC-4)")
    void problemsAreCollected() {
        MappingException failure = Build.failure(NoKey.class, Final.class, Plain.class);
        assertThat(Build.codes(failure))
                .containsExactlyInAnyOrder(
                        ErrorCode.INVALID_FIELD, ErrorCode.NOT_MAPPED, ErrorCode.INVALID_ENTITY);
    }

    @Entity
    static class Final {
        @Id int id;
        final String name = "x";
    }

    @Entity
    static class Unsupported {
        @Id int id;
        Thread thread;
    }

    @Entity
    static class BadConverter {
        @Id int id;

        @Convert(String.class)
        Thread thread;
    }

    @Entity
    static class GeneratedNoKey {
        @Id int id;
        @GeneratedValue int other;
    }

    @Entity
    static class GeneratedText {
        @Id @GeneratedValue String id;
    }

    @Entity
    static class TextVersion {
        @Id int id;
        @Version String version;
    }

    @Entity
    static class TwoVersions {
        @Id int id;
        @Version int one;
        @Version int two;
    }

    @Entity
    static class EmbeddedClass {
        @Id int id;
        @Embedded Plain plain;
    }

    @Entity
    static class NoHolder {
        @Id int id;
        @Relationship Plain plain;
    }

    @Entity
    static class Twice {
        @Id int id;

        @io.relmap.annotation.Column(name = "id")
        int other;
    }

    @Entity
    static class FieldWithColumn {
        @Id int id;

        @ForeignKey(value = "no_key.id", column = "x")
        Integer other;
    }

    @Test
    @DisplayName("RM-101, RM-105, RM-107")
    void fieldsThatAreNoColumns() {
        assertFails(ErrorCode.INVALID_FIELD, "Final.name is final", Final.class);
        assertFails(ErrorCode.UNSUPPORTED_TYPE, "Unsupported.thread", Unsupported.class);
        assertFails(ErrorCode.UNSUPPORTED_TYPE, "BadConverter.thread", BadConverter.class);
        assertFails(ErrorCode.INVALID_FIELD, "@Id", GeneratedNoKey.class);
        assertFails(ErrorCode.INVALID_TABLE, "whole numbers", GeneratedText.class);
        assertFails(ErrorCode.INVALID_FIELD, "@Version", TextVersion.class);
        assertFails(ErrorCode.INVALID_FIELD, "second @Version", TwoVersions.class);
        assertFails(ErrorCode.INVALID_FIELD, "no record", EmbeddedClass.class);
        assertFails(ErrorCode.INVALID_FIELD, "no holder", NoHolder.class);
        assertFails(
                ErrorCode.INVALID_TABLE,
                "Twice.other is stored in column id, and so is Twice.id",
                Twice.class);
        assertFails(ErrorCode.INVALID_FIELD, "@Column(name", FieldWithColumn.class);
    }

    @Entity
    static class Raw {
        @Id int id;
        ToOne other;
    }

    @Entity
    static class Wild {
        @Id int id;
        ToOne<?> other;
    }

    @Entity
    static class Unmapped {
        @Id int id;

        @ForeignKey("plain.id")
        ToOne<Plain> other;
    }

    @Entity
    static class CollectionKey {
        @Id int id;

        @ForeignKey("no_key.id")
        ToList<CollectionKey> other;
    }

    @Entity
    static class NoMapKey {
        @Id int id;
        ToMap<String, NoMapKey> other;
    }

    @Entity
    static class NoMap {
        @Id int id;

        @MapKey("id")
        ToList<NoMap> other;
    }

    @Entity
    static class UnknownMapKey {
        @Id int id;

        @ForeignKey("unknown_map_key.id")
        Integer parent;

        @MapKey("nothing")
        ToMap<String, UnknownMapKey> other;
    }

    @Entity
    static class DynamicList {
        @Id int id;

        @ForeignKey("dynamic_list.id")
        Integer parent;

        @Relationship(lazy = Lazy.DYNAMIC)
        ToList<DynamicList> other;
    }

    @Entity
    static class JoinedQuery {
        @Id int id;

        @ForeignKey("joined_query.id")
        Integer parent;

        @Relationship(lazy = Lazy.JOINED)
        ToQuery<JoinedQuery> other;
    }

    @Test
    @DisplayName("RM-105, RM-106, RM-139, RM-143")
    void holdersThatSayTooLittle() {
        assertFails(ErrorCode.INVALID_FIELD, "Raw.other", Raw.class);
        assertFails(ErrorCode.INVALID_FIELD, "target", Wild.class);
        assertFails(ErrorCode.INVALID_FIELD, "other side", CollectionKey.class);
        assertFails(ErrorCode.INVALID_FIELD, "@MapKey", NoMapKey.class);
        assertFails(ErrorCode.INVALID_FIELD, "no map", NoMap.class);
        assertFails(ErrorCode.UNKNOWN_ATTRIBUTE, "nothing", UnknownMapKey.class);
        assertFails(ErrorCode.HOLDER_CONFLICT, "ToQuery", DynamicList.class);
        assertFails(ErrorCode.HOLDER_CONFLICT, "DYNAMIC or WRITE_ONLY", JoinedQuery.class);
    }

    @Test
    @DisplayName("RC-14, RC-130")
    void whatIsReferredToHasToBeThere() {
        MappingException failure = Build.failure(Unmapped.class);
        assertThat(failure.code()).isEqualTo(ErrorCode.UNKNOWN_REFERENCED_TABLE);
        assertThat(failure).hasMessageContaining("unmapped.other_id").hasMessageContaining("plain");
        assertFails(ErrorCode.NOT_MAPPED, "MappingErrorsTest$Plain", NotMappedTarget.class);
        assertFails(
                ErrorCode.UNKNOWN_REFERENCED_COLUMN, "nothing", Target.class, UnknownColumn.class);
    }

    @Entity
    static class NotMappedTarget {
        @Id int id;
        ToOne<Plain> other;
    }

    @Entity
    static class Target {
        @Id Long id;
    }

    @Entity
    static class UnknownColumn {
        @Id Long id;

        @ForeignKey("target.nothing")
        ToOne<Target> target;
    }

    @Entity
    static class BadRule {
        @Id Long id;

        @ForeignKey(value = "target.id", onDelete = "EXPLODE")
        Long target;
    }

    @Entity
    @ForeignKeyConstraint(
            columns = {"a", "b"},
            references = {"target.id", "other.id"})
    static class TwoTables {
        @Id Long id;
        Long a;
        Long b;
    }

    @Entity
    @UniqueConstraint("nothing")
    static class UnknownUnique {
        @Id Long id;
    }

    @Entity
    @AssociationTable(
            name = "target",
            value = @AssociationTable.Link(column = "x", references = "same_table.id"))
    static class SameTable {
        @Id Long id;
    }

    @Entity
    static class Chicken {
        @Id
        @ForeignKey("egg.chicken_id")
        ToOne<Egg> egg;
    }

    @Entity
    static class Egg {
        @Id
        @ForeignKey(value = "chicken.egg_chicken_id", column = "chicken_id")
        ToOne<Chicken> chicken;
    }

    @Test
    @DisplayName("RC-12, RC-13, RC-17, RM-101")
    void tablesThatCannotBe() {
        assertFails(ErrorCode.INVALID_TABLE, "EXPLODE", Target.class, BadRule.class);
        assertFails(ErrorCode.INVALID_TABLE, "one table", Target.class, TwoTables.class);
        assertFails(ErrorCode.INVALID_TABLE, "nothing", UnknownUnique.class);
        assertFails(ErrorCode.INVALID_TABLE, "twice", Target.class, SameTable.class);
        assertFails(ErrorCode.INVALID_TABLE, "refers to itself", Chicken.class, Egg.class);
    }

    @Entity
    static class IntKey {
        @Id Long id;

        @ForeignKey("target.id")
        Integer targetId;

        ToOne<Target> target;
    }

    @Test
    @DisplayName("RM-105: a key and what refers to it have one type")
    void keysOfTwoTypes() {
        assertFails(ErrorCode.INVALID_FIELD, "same type", Target.class, IntKey.class);
    }

    @Entity
    static class Husband {
        @Id Long id;

        @Relationship(backref = "husband")
        ToOne<Wife> wife;
    }

    @Entity
    static class Wife {
        @Id Long id;

        @ForeignKey("husband.id")
        Long husbandId;
    }

    @Entity(table = "husband")
    static class Spouse {
        @Id Long id;

        @Relationship(backref = "husband", backrefArguments = @Backref(scalar = true))
        ToOne<Wife> wife;
    }

    @Test
    @DisplayName("RM-143: what a virtual reverse holds has to be told without tables")
    void virtualReverseOfAOneToOne() {
        assertFails(ErrorCode.HOLDER_CONFLICT, "scalar = true", Husband.class, Wife.class);
        assertThat(Build.of(Spouse.class, Wife.class).warnings()).isEmpty();
    }

    @Test
    @DisplayName("RM-108, RM-109, RM-137, RM-139: mistakes in code")
    void mistakesInCode() {
        Table table =
                Table.named("plain")
                        .column(ColumnDefinition.of("id", TypeRegistry.integer()).notNull())
                        .primaryKey(List.of("id"))
                        .build();
        assertThat(
                        Build.failure(
                                        m ->
                                                m.map(Plain.class, table, p -> {})
                                                        .map(Plain.class, table, p -> {}))
                                .code())
                .isEqualTo(ErrorCode.DESCRIPTOR_CONFLICT);
        assertThat(
                        Build.failure(m -> m.mapDynamic("P", table, p -> p.column("x", "nothing")))
                                .code())
                .isEqualTo(ErrorCode.INVALID_TABLE);
        assertThat(Build.failure(m -> m.mapDynamic("P", table, p -> p.version("nothing"))).code())
                .isEqualTo(ErrorCode.UNKNOWN_ATTRIBUTE);
        assertThat(
                        Build.failure(
                                        m ->
                                                m.mapDynamic(
                                                        "P",
                                                        table,
                                                        p ->
                                                                p.list("a", "P", r -> {})
                                                                        .list("a", "P", r -> {})))
                                .code())
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(
                        Build.failure(m -> m.mapDynamic("P", table, p -> p.list("a", "Q", r -> {})))
                                .code())
                .isEqualTo(ErrorCode.UNKNOWN_NAME);
        assertThat(Build.failure(m -> m.extend(Plain.class, p -> {})).code())
                .isEqualTo(ErrorCode.NOT_MAPPED);
        assertThat(
                        Build.failure(
                                        m ->
                                                m.map(
                                                        Listed.class,
                                                        table,
                                                        p -> p.set("items", Listed.class, r -> {})))
                                .code())
                .isEqualTo(ErrorCode.HOLDER_CONFLICT);
        assertThat(
                        Build.failure(
                                        m ->
                                                m.mapDynamic(
                                                        "P",
                                                        table,
                                                        p -> p.list("a", "P", r -> r.scalar())))
                                .code())
                .isEqualTo(ErrorCode.HOLDER_CONFLICT);
    }

    static class Listed {
        int id;
        ToList<Listed> items;
    }
}
