package io.relmap.mapping.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.ColumnValues;
import io.relmap.mapping.EntityAccess;
import io.relmap.mapping.EntityAccessFactory;
import io.relmap.mapping.Mapping;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds mappings for tests that make no objects. */
final class Build {

    private Build() {}

    static MappingOptions options() {
        return MappingOptions.of(
                new NoObjects(),
                mapper -> {
                    throw new UnsupportedOperationException();
                });
    }

    static Mapping of(Class<?>... classes) {
        return new MappingBuilder().entities(classes).build(options());
    }

    static Mapping of(Consumer<MappingBuilder> mapping) {
        MappingBuilder builder = new MappingBuilder();
        mapping.accept(builder);
        return builder.build(options());
    }

    static MappingException failure(Class<?>... classes) {
        return catchThrowableOfType(MappingException.class, () -> of(classes));
    }

    static MappingException failure(Consumer<MappingBuilder> mapping) {
        return catchThrowableOfType(MappingException.class, () -> of(mapping));
    }

    static List<ErrorCode> codes(MappingException failure) {
        return failure.problems().stream().map(MappingException::code).toList();
    }

    /** The build needs no access to objects, and gets none. */
    private static final class NoObjects implements EntityAccessFactory {

        @Override
        public EntityAccess ofClass(
                Class<?> type,
                List<ColumnAttribute> columns,
                List<@Nullable ColumnPlace> places,
                MethodHandles.@Nullable Lookup lookup) {
            return new NoAccess();
        }

        @Override
        public EntityAccess ofMaps(
                List<ColumnAttribute> columns, Supplier<ColumnValues> instances) {
            return new NoAccess();
        }
    }

    private static final class NoAccess implements EntityAccess {

        @Override
        public boolean holdsNull(int index) {
            return true;
        }

        @Override
        public Object newInstance() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Object get(Object entity, int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void set(Object entity, int index, @Nullable Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSet(Object entity, int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readAll(Object entity, @Nullable Object[] into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeAll(Object entity, @Nullable Object[] values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int firstDifference(Object entity, @Nullable Object[] snapshot, int from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unset(Object entity, int index) {
            throw new UnsupportedOperationException();
        }
    }
}
