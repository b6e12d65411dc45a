package io.relmap.load;

import io.relmap.annotation.Internal;
import io.relmap.mapping.Mapper;
import io.relmap.observe.StatementCause;
import io.relmap.sql.Expression;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lead query for objects of one entity.
 *
 * @param mapper the entity
 * @param root where its table stands: in the first item of FROM, outermost on the left
 * @param base the statement without columns
 * @param beside what each row has before the object's columns, for {@link Loader#rows}
 * @param options how relationships are loaded
 * @param joins what the statement joins, to be read where an option says so (spec LO-53)
 * @param aliases the names that the statement uses already
 * @param flags how what is there is treated
 * @param comment what it is for, or null
 */
@Internal
public record EntityQuery(
        Mapper mapper,
        TableRef root,
        Select base,
        List<Expression> beside,
        LoadOptions options,
        Map<QueryJoin.Place, QueryJoin> joins,
        Aliases aliases,
        Set<LoadFlag> flags,
        @Nullable String comment) {

    public EntityQuery {
        beside = List.copyOf(beside);
        joins = Map.copyOf(joins);
        flags = Set.copyOf(flags);
    }

    StatementCause cause() {
        String text = "query for " + mapper;
        return StatementCause.of(
                StatementCause.Kind.QUERY, comment == null ? text : text + ": " + comment);
    }
}
