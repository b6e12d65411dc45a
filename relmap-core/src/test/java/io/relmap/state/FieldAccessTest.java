package io.relmap.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.annotation.Convert;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.HolderType;
import io.relmap.annotation.Id;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnValues;
import io.relmap.mapping.EntityAccess;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.config.MappingBuilder;
import io.relmap.mapping.config.MappingOptions;
import io.relmap.schema.ColumnDefinition;
import io.relmap.schema.Table;
import io.relmap.type.Converter;
import io.relmap.type.TypeRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "UnusedVariable"}) // fields are mapped
class FieldAccessTest {

    enum Colour {
        RED,
        GREEN
    }

    record Money(BigDecimal amount, String currency) {}

    record Place(String city, int number) {}

    static final class MoneyConverter implements Converter<Money, String> {

        @Override
        public String toDatabase(Money value) {
            return value.amount + " " + value.currency;
        }

        @Override
        public Money toJava(String stored) {
            String[] parts = stored.split(" ");
            return new Money(new BigDecimal(parts[0]), parts[1]);
        }
    }

    @HolderType(HolderType.Content.REFERENCE)
    static final class One<T> {}

    static class Base {
        private long inherited;
    }

    @Entity
    static final class Everything extends Base {
        @Id private long id;
        private int i;
        private short s;
        private byte b;
        private char c;
        private boolean flag;
        private float f;
        private double d;
        private @Nullable Long boxed;
        private @Nullable String text;
        private byte @Nullable [] bytes;
        private @Nullable BigDecimal decimal;
        private @Nullable UUID uuid;
        private @Nullable LocalDate date;
        private @Nullable Instant instant;
        private @Nullable Colour colour;

        @Convert(MoneyConverter.class)
        private @Nullable Money price;

        @Embedded private @Nullable Place place;

        @ForeignKey("everything.id")
        private final One<Everything> parent = new One<>();

        private boolean constructed;

        private Everything() {
            constructed = true;
        }
    }

    private static Mapper mapperOf(Class<?> type) {
        return new MappingBuilder()
                .entities(type)
                .build(
                        MappingOptions.of(
                                new FieldAccessFactory(),
                                mapper -> {
                                    throw new UnsupportedOperationException();
                                }))
                .mapper(type);
    }

    private final Mapper mapper = mapperOf(Everything.class);
    private final EntityAccess access = mapper.access();

    private int index(String attribute) {
        return Objects.requireNonNull(mapper.findColumn(attribute)).index();
    }

    private @Nullable Object[] sample() {
        @Nullable Object[] values = new Object[mapper.columns().size()];
        Map<String, Object> sample = new HashMap<>();
        sample.put("inherited", 7L);
        sample.put("id", 8L);
        sample.put("i", 9);
        sample.put("s", (short) 10);
        sample.put("b", (byte) 11);
        sample.put("c", 'x');
        sample.put("flag", true);
        sample.put("f", 1.5f);
        sample.put("d", 2.5d);
        sample.put("boxed", 3000L);
        sample.put("text", "words");
        sample.put("bytes", new byte[] {1, 2});
        sample.put("decimal", new BigDecimal("1.10"));
        sample.put("uuid", new UUID(1, 2));
        sample.put("date", LocalDate.of(2020, 1, 2));
        sample.put("instant", Instant.EPOCH);
        sample.put("colour", Colour.GREEN);
        sample.put("price", new Money(BigDecimal.ONE, "EUR"));
        sample.put("place.city", "Ur");
        sample.put("place.number", 12);
        sample.put("constructed", true);
        sample.forEach((name, value) -> values[index(name)] = value);
        return values;
    }

    @Test
    void aConstructorOfAnyVisibilityRuns() {
        assertThat(((Everything) access.newInstance()).constructed).isTrue();
    }

    @Test
    void everyTypeIsWrittenAndRead() {
        Everything entity = (Everything) access.newInstance();
        @Nullable Object[] values = sample();
        access.writeAll(entity, values);
        assertThat(entity.i).isEqualTo(9);
        assertThat(entity.place).isEqualTo(new Place("Ur", 12));
        assertThat(entity.colour).isEqualTo(Colour.GREEN);
        @Nullable Object[] read = new Object[values.length];
        access.readAll(entity, read);
        assertThat(read).isEqualTo(values);
        for (int i = 0; i < read.length; i++) {
            assertThat(access.get(entity, i)).isEqualTo(values[i]);
        }
        assertThat(access.firstDifference(entity, values, 0)).isEqualTo(-1);
    }

    @Test
    void everySingleChangeIsFound() {
        @Nullable Object[] values = sample();
        for (ColumnAttribute column : mapper.columns()) {
            if (column.inMemoryOnly()) {
                continue;
            }
            Object entity = access.newInstance();
            access.writeAll(entity, values);
            boolean cleared =
                    values[column.index()] != null && !column.name().equals("constructed");
            access.set(entity, column.index(), null);
            assertThat(access.firstDifference(entity, values, 0))
                    .as(column.name())
                    .isEqualTo(column.index());
            assertThat(access.firstDifference(entity, values, column.index() + 1)).isEqualTo(-1);
            assertThat(cleared || column.name().equals("constructed")).isTrue();
        }
    }

    @Test
    void bytesAreComparedByContent() {
        Everything entity = (Everything) access.newInstance();
        @Nullable Object[] values = sample();
        access.writeAll(entity, values);
        values[index("bytes")] = new byte[] {1, 2};
        assertThat(access.firstDifference(entity, values, 0)).isEqualTo(-1);
        values[index("bytes")] = new byte[] {1, 3};
        assertThat(access.firstDifference(entity, values, 0)).isEqualTo(index("bytes"));
    }

    @Test
    void nullIsZeroInAPrimitiveField() {
        Everything entity = (Everything) access.newInstance();
        access.set(entity, index("id"), 5L);
        access.set(entity, index("id"), null);
        assertThat(entity.id).isZero();
        @Nullable Object[] snapshot = new Object[mapper.columns().size()];
        snapshot[index("constructed")] = true;
        assertThat(access.firstDifference(entity, snapshot, 0)).isEqualTo(-1);
    }

    @Test
    void anEmbeddedRecordIsNullWhereAllItsColumnsAre() {
        Everything entity = (Everything) access.newInstance();
        access.writeAll(entity, sample());
        @Nullable Object[] values = sample();
        values[index("place.city")] = null;
        values[index("place.number")] = null;
        access.writeAll(entity, values);
        assertThat(entity.place).isNull();
        assertThat(access.get(entity, index("place.city"))).isNull();
    }

    @Test
    void oneComponentOfAnEmbeddedRecordIsWritten() {
        Everything entity = (Everything) access.newInstance();
        access.set(entity, index("place.number"), 3);
        assertThat(Objects.requireNonNull(entity.place).number()).isEqualTo(3);
        access.set(entity, index("place.city"), "Ur");
        assertThat(entity.place).isEqualTo(new Place("Ur", 3));
    }

    @Test
    void aColumnWithoutFieldIsNotSeen() {
        Object entity = access.newInstance();
        int parent = index("parent_id");
        assertThat(mapper.columns().get(parent).inMemoryOnly()).isTrue();
        assertThat(access.get(entity, parent)).isNull();
        assertThatThrownBy(() -> access.set(entity, parent, 1L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Everything.parent_id");
    }

    @Test
    void withoutHiddenClassesEverythingIsTheSame() throws Throwable {
        ColumnHandles none = ColumnHandles.none(Everything.class, mapper.columns().get(0));
        ColumnHandles field =
                ColumnHandles.ofField(
                        java.lang.invoke.MethodHandles.lookup(),
                        Everything.class.getDeclaredField("i"),
                        mapper.columns().get(index("i")));
        PlainChunk chunk =
                new PlainChunk(
                        new ColumnChunk.Handles(
                                java.lang.invoke.MethodHandles.lookup()
                                        .findConstructor(
                                                Everything.class,
                                                java.lang.invoke.MethodType.methodType(void.class))
                                        .asType(
                                                java.lang.invoke.MethodType.methodType(
                                                        Object.class)),
                                List.of(none, field)));
        Object entity = chunk.newInstance();
        chunk.set(entity, 1, 4);
        assertThat(chunk.get(entity, 1)).isEqualTo(4);
        @Nullable Object[] values = {null, 4};
        assertThat(chunk.firstDifference(entity, values, 0, 0)).isEqualTo(-1);
        values[1] = 5;
        assertThat(chunk.firstDifference(entity, values, 0, 0)).isEqualTo(1);
        chunk.writeAll(entity, values, 0);
        @Nullable Object[] read = new Object[2];
        chunk.readAll(entity, read, 0);
        assertThat(read[1]).isEqualTo(5);
    }

    @Test
    void theCodeOfAClassIsAHiddenClass() {
        ColumnChunk[] chunks =
                ColumnChunk.chunks(
                        java.lang.invoke.MethodHandles.constant(Object.class, "x"), List.of());
        assertThat(chunks).hasSize(1);
        assertThat(chunks[0].getClass().isHidden()).isTrue();
        assertThat(chunks[0].newInstance()).isEqualTo("x");
    }

    @Entity
    static class NoConstructor {
        @Id int id;

        NoConstructor(int id) {
            this.id = id;
        }
    }

    @Test
    void aMissingConstructorIsAMappingError() {
        assertThatThrownBy(() -> mapperOf(NoConstructor.class))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ENTITY))
                .hasMessageContaining("NoConstructor() {}");
    }

    @Test
    void aModuleThatIsClosedIsAMappingError() {
        Table table =
                Table.named("bits")
                        .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                        .primaryKey(List.of("id"))
                        .build();
        MappingBuilder builder =
                new MappingBuilder().map(java.util.BitSet.class, table, bits -> {});
        MappingOptions options =
                MappingOptions.of(new FieldAccessFactory(), mapper -> new Values());
        assertThatThrownBy(() -> builder.build(options))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("opens java.util")
                .hasMessageContaining("java.base");
    }

    @Entity
    static class Failing {
        @Id int id;

        Failing() {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void whatAConstructorThrowsComesThrough() {
        assertThatThrownBy(() -> mapperOf(Failing.class).access().newInstance())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not today");
    }

    /** What a map-backed object offers. */
    private static final class Values implements ColumnValues {

        private final Map<Integer, @Nullable Object> values = new HashMap<>();

        @Override
        public @Nullable Object get(int index) {
            return values.get(index);
        }

        @Override
        public void set(int index, @Nullable Object value) {
            values.put(index, value);
        }

        @Override
        public boolean isSet(int index) {
            return values.containsKey(index);
        }

        @Override
        public void unset(int index) {
            values.remove(index);
        }
    }

    @Test
    @DisplayName("Map-backed objects know null from never set (SE-63)")
    void mapBackedObjects() {
        Table table =
                Table.named("t")
                        .column(ColumnDefinition.of("id", TypeRegistry.bigint()).notNull())
                        .column(ColumnDefinition.of("data", TypeRegistry.binary()))
                        .primaryKey(List.of("id"))
                        .build();
        EntityAccess maps =
                new MappingBuilder()
                        .mapDynamic("T", table, t -> {})
                        .build(MappingOptions.of(new FieldAccessFactory(), mapper -> new Values()))
                        .mapper("T")
                        .access();
        Object entity = maps.newInstance();
        assertThat(maps.isSet(entity, 1)).isFalse();
        maps.set(entity, 1, null);
        assertThat(maps.isSet(entity, 1)).isTrue();
        maps.unset(entity, 1);
        assertThat(maps.isSet(entity, 1)).isFalse();
        @Nullable Object[] values = {1L, new byte[] {1}};
        maps.writeAll(entity, values);
        assertThat(maps.get(entity, 0)).isEqualTo(1L);
        @Nullable Object[] read = new Object[2];
        maps.readAll(entity, read);
        assertThat(Arrays.asList(read)).isEqualTo(Arrays.asList(values));
        values[1] = new byte[] {1};
        assertThat(maps.firstDifference(entity, values, 0)).isEqualTo(-1);
        values[0] = 2L;
        assertThat(maps.firstDifference(entity, values, 0)).isZero();
        assertThat(maps.firstDifference(entity, values, 1)).isEqualTo(-1);
    }
}
