package io.relmap.load;

import io.relmap.mapping.ColumnAttribute;
import io.relmap.mapping.Relationship;
import io.relmap.sql.Expression;
import io.relmap.sql.Select;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a plan is made for.
 *
 * @param path the way to the entity that is selected
 * @param root where its table stands in the first item of the statement's FROM
 * @param base the statement without columns and without what loading joins
 * @param prefix columns that stand before the entity's
 * @param options what is said of its relationships
 * @param joins what the statement joins already, to be read where an option says so (spec LO-53)
 * @param cancelled relationships of it that are not loaded eagerly (spec LO-25)
 * @param columns which columns are read; the key always is
 * @param scope what is loaded along
 */
record PlanRequest(
        LoadPath path,
        TableRef root,
        Select base,
        List<Expression> prefix,
        LoadOptions options,
        Map<QueryJoin.Place, QueryJoin> joins,
        Set<Relationship> cancelled,
        Predicate<ColumnAttribute> columns,
        Scope scope) {

    /** With the columns that the options say. */
    PlanRequest(
            LoadPath path,
            TableRef root,
            Select base,
            List<Expression> prefix,
            LoadOptions options,
            Map<QueryJoin.Place, QueryJoin> joins,
            Set<Relationship> cancelled,
            Scope scope) {
        this(
                path,
                root,
                base,
                prefix,
                options,
                joins,
                cancelled,
                column -> options.reads(column, path.entity()),
                scope);
    }

    /** What is loaded along with an entity. */
    enum Scope {
        /** Joins and statements of their own. */
        EVERYTHING,
        /** Joins; what has a statement of its own is loaded as a lazy load does it (spec LO-64). */
        REFRESH,
        /** Nothing: mapped and said strategies do not count (spec LO-56). */
        COLUMNS
    }
}
