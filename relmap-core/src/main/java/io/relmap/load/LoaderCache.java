package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.dialect.Dialect;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Expression;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What loading works out once for a mapping: statements of lazy loads, of loads by key, and of the statements
 * that follow from others, and of queries by their shape, as far as no option holds a condition; and the columns of native statements. Holds no values and no
 * objects (LO-27).
 * Safe for use by several threads; one for each {@code Relmap}.
 */
public final class LoaderCache {

    /** A program that makes new shapes all the time plans anew, and does not fill the memory. */
    private static final int MOST = 2_000;

    private final Map<LazyKey, LazySelect> lazy = new ConcurrentHashMap<>();
    private final Map<FollowUp, SelectIn> selectIn = new ConcurrentHashMap<>();
    private final Map<Mapper, PlannedSelect> byKey = new ConcurrentHashMap<>();
    private final Map<QueryKey, PlannedSelect> queries = new ConcurrentHashMap<>();

    private final Map<String, ColumnNames> nativeColumns = new ConcurrentHashMap<>();

    private record LazyKey(Relationship relationship, LoadOptions options) {}

    /**
     * What queries of one plan have in common.
     *
     * @param mapper the entity
     * @param root where its table stands
     * @param base the statement without columns and values
     * @param beside what stands before the entity's columns
     * @param options how relationships are loaded
     * @param joins what the statement joins
     */
    record QueryKey(
            Mapper mapper,
            TableRef root,
            Select base,
            List<Expression> beside,
            LoadOptions options,
            Map<QueryJoin.Place, QueryJoin> joins) {}

    private final Dialect dialect;
    private final Behaviours behaviours;

    /** An empty cache for a database. */
    public LoaderCache(Dialect dialect, Behaviours behaviours) {
        this.dialect = dialect;
        this.behaviours = behaviours;
    }

    /** The database's dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /** What holds for loads of this mapping. */
    Behaviours behaviours() {
        return behaviours;
    }

    /** The statement of a lazy load of which nothing is said. */
    LazySelect lazy(Relationship relationship) {
        return lazy(relationship, LoadOptions.NONE, null);
    }

    LazySelect lazy(Relationship relationship, LoadOptions options, @Nullable Criterion criterion) {
        return criterion == null
                        && !options.hasCriteria()
                        && relationship.settings().statements().bakeQueries()
                ? computed(
                        lazy,
                        new LazyKey(relationship, options),
                        key -> new LazySelect(relationship, options, null, this))
                : new LazySelect(relationship, options, criterion, this);
    }

    SelectIn selectIn(FollowUp followUp) {
        return followUp.details().criterion() == null && !followUp.options().hasCriteria()
                ? computed(selectIn, followUp, f -> new SelectIn(f, this))
                : new SelectIn(followUp, this);
    }

    PlannedSelect query(QueryKey key, Function<QueryKey, PlannedSelect> maker) {
        return computed(queries, key, maker);
    }

    PlannedSelect byKey(Mapper mapper, Function<Mapper, PlannedSelect> maker) {
        return computed(byKey, mapper, maker);
    }

    /** The columns of a native statement, by its text: the database is asked once. */
    @Internal
    public ColumnNames nativeColumns(String text, Function<String, ColumnNames> maker) {
        return computed(nativeColumns, text, maker);
    }

    /** Two threads may make the same thing once; making may ask the cache itself. */
    private static <K, V> V computed(Map<K, V> map, K key, Function<? super K, V> maker) {
        V known = map.get(key);
        if (known == null) {
            known = maker.apply(key);
            if (map.size() >= MOST) {
                map.clear();
            }
            map.put(key, known);
        }
        return known;
    }
}
