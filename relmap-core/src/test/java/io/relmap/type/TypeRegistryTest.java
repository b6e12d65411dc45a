package io.relmap.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.relmap.error.MappingException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeRegistryTest {

    abstract static class Listing<T> implements Converter<List<T>, String> {}

    static final class Words extends Listing<String> {

        @Override
        public String toDatabase(List<String> value) {
            return String.join(" ", value);
        }

        @Override
        public List<String> toJava(String stored) {
            return new ArrayList<>(List.of(stored.split(" ")));
        }

        @Override
        public boolean mutable() {
            return true;
        }
    }

    @Test
    void namesOfPeopleAndDatabasesAreUnderstood() {
        assertThat(TypeRegistry.parse("varchar(30)")).isEqualTo(TypeRegistry.varchar(30));
        assertThat(TypeRegistry.parse("String(50)")).isEqualTo(TypeRegistry.varchar(50));
        assertThat(TypeRegistry.parse("String")).isEqualTo(TypeRegistry.varchar(0));
        assertThat(TypeRegistry.parse("Integer")).isEqualTo(TypeRegistry.integer());
        assertThat(TypeRegistry.parse("Integer()")).isEqualTo(TypeRegistry.integer());
        assertThat(TypeRegistry.parse("bigint")).isEqualTo(TypeRegistry.bigint());
        assertThat(TypeRegistry.parse("numeric(10, 2)")).isEqualTo(TypeRegistry.numeric(10, 2));
        assertThat(TypeRegistry.parse("timestamp(6) with time zone"))
                .isEqualTo(TypeRegistry.instant());
        assertThat(TypeRegistry.parse("DOUBLE  PRECISION"))
                .isEqualTo(TypeRegistry.doublePrecision());
        assertThat(TypeRegistry.parse("INET"))
                .isEqualTo(TypeRegistry.nativeType("INET", String.class));
        assertThat(TypeRegistry.parse("geometry(Point, 4326)").nativeName())
                .isEqualTo("geometry(Point, 4326)");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> TypeRegistry.parse("int; drop table author"));
    }

    @Test
    void aTypeThatIsNotKnownSaysWhatToDo() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> TypeRegistry.typeFor(Thread.class, 0, 0, 0))
                .withMessageContaining("java.lang.Thread")
                .withMessageContaining("Converter");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> TypeRegistry.converted(erased("x")))
                .withMessageContaining("Converter<J, D>");
    }

    private static <J> Converter<J, String> erased(J value) {
        return new Converter<>() {
            @Override
            public String toDatabase(J unused) {
                return "";
            }

            @Override
            public J toJava(String stored) {
                return value;
            }
        };
    }

    @Test
    void aChangeInPlaceIsSeenWhereTheConverterSaysSo() {
        @SuppressWarnings("unchecked")
        Codec<Object> codec = (Codec<Object>) (Codec<?>) TypeRegistry.converted(new Words());
        List<String> words = new ArrayList<>(List.of("a", "b"));

        Object snapshot = codec.snapshot(words);
        words.add("c");

        assertThat(codec.javaType()).isEqualTo(List.class);
        assertThat(codec.same(snapshot, words)).isFalse();
        assertThat(codec.same(List.of("a", "b"), snapshot)).isTrue();
    }

    @Test
    void valuesAreTheSameWhereTheDatabaseSeesNoDifference() {
        assertThat(same(BigDecimal.class, new BigDecimal("1.0"), new BigDecimal("1.00"))).isTrue();
        assertThat(same(byte[].class, new byte[] {1}, new byte[] {1})).isTrue();
        assertThat(
                        same(
                                OffsetDateTime.class,
                                OffsetDateTime.parse("2024-01-01T00:00:00Z"),
                                OffsetDateTime.parse("2024-01-01T01:00:00+01:00")))
                .isTrue();
        assertThat(same(String.class, "a", "A")).isFalse();
    }

    @Test
    void aDateIsCopiedIntoTheSnapshot() {
        Codec<Object> codec = TypeRegistry.typeFor(Date.class, 0, 0, 0).objectCodec();
        Date date = new Date(5);
        Object snapshot = codec.snapshot(date);
        date.setTime(6);
        assertThat(codec.same(snapshot, date)).isFalse();
    }

    private static boolean same(Class<?> type, Object left, Object right) {
        return TypeRegistry.typeFor(type, 0, 0, 0).objectCodec().same(left, right);
    }
}
