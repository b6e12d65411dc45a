package io.relmap.load;

import io.relmap.dialect.Dialect;
import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.type.Codec;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How one entity is read at one place of a load: where its columns stand in a row, which relationships stand
 * beside it in the same row, and which get a statement of their own afterwards. Immutable once built; safe
 * for use by several threads.
 */
final class EntityPlan {

    private static final Set<Class<?>> IMMUTABLE =
            Set.of(
                    String.class,
                    Boolean.class,
                    Character.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigDecimal.class,
                    UUID.class);

    private final Mapper mapper;
    private final LoadPath path;
    private final LoadOptions options;
    private final int[] places;
    private final Codec<Object>[] codecs;
    private final boolean[] copied;
    private final boolean[] mayBePrimitive;
    private final int[] key;
    private final int[] withoutField;
    private final List<ColumnAttribute> left;
    private final BitSet read = new BitSet();
    private final List<JoinedStep> joined;
    private final List<FollowUp> followUps;
    private final List<Relationship> empty;

    /**
     * @param places the place of each column in a row, from 1, by its index; 0 for one that is not read
     */
    EntityPlan(
            Mapper mapper,
            LoadPath path,
            LoadOptions options,
            int[] places,
            List<JoinedStep> joined,
            List<FollowUp> followUps,
            List<Relationship> empty,
            Dialect dialect) {
        this.mapper = mapper;
        this.path = path;
        this.options = options;
        this.places = places;
        this.joined = List.copyOf(joined);
        this.followUps = List.copyOf(followUps);
        this.empty = List.copyOf(empty);
        List<ColumnAttribute> columns = mapper.columns();
        codecs = codecs(columns, dialect);
        copied = new boolean[columns.size()];
        mayBePrimitive = new boolean[columns.size()];
        for (ColumnAttribute column : columns) {
            Class<?> type = column.javaType();
            boolean immutable =
                    IMMUTABLE.contains(type)
                            || type.isEnum()
                            || type.getName().startsWith("java.time.");
            copied[column.index()] = !immutable;
            mayBePrimitive[column.index()] =
                    Number.class.isAssignableFrom(type)
                            || type == Boolean.class
                            || type == Character.class
                            || type.isPrimitive();
        }
        key = mapper.identity().stream().mapToInt(ColumnAttribute::index).toArray();
        left = columns.stream().filter(column -> !reads(column.index())).toList();
        columns.stream().map(ColumnAttribute::index).filter(this::reads).forEach(read::set);
        withoutField =
                columns.stream()
                        .filter(ColumnAttribute::inMemoryOnly)
                        .mapToInt(ColumnAttribute::index)
                        .toArray();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays
    private static Codec<Object>[] codecs(List<ColumnAttribute> columns, Dialect dialect) {
        Codec[] codecs = new Codec[columns.size()];
        columns.forEach(column -> codecs[column.index()] = codec(column, dialect));
        return codecs;
    }

    /** How values of an attribute are read here. */
    static Codec<Object> codec(ColumnAttribute attribute, Dialect dialect) {
        return dialect.codec(attribute.column().type(), attribute.codec());
    }

    Mapper mapper() {
        return mapper;
    }

    /** How the load came here. */
    LoadPath path() {
        return path;
    }

    /** What the query says of the relationships from here on. */
    LoadOptions options() {
        return options;
    }

    /** The place of a column attribute in a row. */
    int place(int index) {
        return places[index];
    }

    /** Whether a column attribute is read. */
    boolean reads(int index) {
        return places[index] > 0;
    }

    /** The indexes of the columns that are read. Not to be changed. */
    BitSet read() {
        return read;
    }

    /** The columns that are not read. */
    List<ColumnAttribute> left() {
        return left;
    }

    /** How many column attributes there are. */
    int size() {
        return codecs.length;
    }

    /** Reads the column attribute of this index. */
    Codec<Object> codec(int index) {
        return codecs[index];
    }

    /** Whether values of the attribute can change inside, so that the snapshot needs a copy. */
    boolean isCopied(int index) {
        return copied[index];
    }

    /** Whether the field may be unable to hold null. */
    boolean mayBePrimitive(int index) {
        return mayBePrimitive[index];
    }

    /** The indexes of the key's attributes, in key order. Not to be changed. */
    int[] key() {
        return key;
    }

    /** The indexes of attributes without a field. Not to be changed. */
    int[] withoutField() {
        return withoutField;
    }

    /** What stands beside it in the same row. */
    List<JoinedStep> joined() {
        return joined;
    }

    /** What gets a statement of its own afterwards. */
    List<FollowUp> followUps() {
        return followUps;
    }

    /** What new objects get empty, without a load (spec LO-34). */
    List<Relationship> empty() {
        return empty;
    }

    /**
     * Whether one object of it may stand in several rows, be it against the mapping: a reference by anything
     * but the target's key finds several rows where nothing makes that key unique (spec LO-14).
     */
    boolean mayRepeat() {
        return joined.stream()
                .anyMatch(step -> !step.relationship().join().useGet() || step.plan().mayRepeat());
    }

    /** Whether one object of it can stand in several rows because of what is joined to it. */
    boolean isMultiplied() {
        return joined.stream()
                .anyMatch(
                        step ->
                                step.relationship().content().isCollection()
                                        || step.plan().isMultiplied());
    }
}
