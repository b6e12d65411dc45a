package io.relmap.load.cases;

import io.relmap.holder.DynamicEntity;
import io.relmap.holder.ToQuery;
import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries over a dynamic relationship: {@code author.books.filter(year > 1990).all()}. */
final class HandleVerbs {

    private final Tokens tokens;
    private final Scene scene;

    HandleVerbs(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    /** What comes next, or null if it is something else. */
    @Nullable Action action() {
        int mark = tokens.mark();
        tokens.accept("execute");
        if (tokens.peek().kind() != Token.Kind.WORD) {
            return null;
        }
        ObjectPath path = ObjectPath.parse(tokens, scene);
        Relationship relationship = relationship(path);
        if (relationship == null || !(tokens.sees(".") || tokens.sees("["))) {
            tokens.reset(mark);
            return null;
        }
        QuerySpec query = new QuerySpec(relationship.target());
        query.from(() -> scene.session().query(handle(path)));
        while (tokens.sees(".") || tokens.sees("[")) {
            method(query);
        }
        return () -> {
            scene.lastRead(path);
            return new Found(query.run(scene.session()), null, false);
        };
    }

    /** The relationship that a path would lead to, if its owner is known by the name of its entity. */
    private @Nullable Relationship relationship(ObjectPath path) {
        if (path.segments().size() != 2 || path.segments().get(1).index() != null) {
            return null;
        }
        Mapper owner = scene.entityInWords(path.segments().get(0).name().replaceAll("\\d+$", ""));
        return owner == null ? null : owner.findRelationship(path.last());
    }

    private ToQuery<Object> handle(ObjectPath path) {
        DynamicEntity owner = path.owner(scene);
        return query(owner.query(path.last()));
    }

    @SuppressWarnings("unchecked") // what is read is an object
    private static ToQuery<Object> query(ToQuery<?> query) {
        return (ToQuery<Object>) query;
    }

    private void method(QuerySpec query) {
        if (tokens.accept("[")) {
            element(query);
            return;
        }
        tokens.expect(".");
        if (tokens.acceptAny("filter", "filter_by", "where")) {
            tokens.expect("(");
            query.where(new ConditionParser(tokens, scene, query.names()).condition());
        } else if (tokens.accept("order_by", "(")) {
            boolean descending = tokens.accept("desc");
            String name = tokens.word();
            if (name.equals("null")) {
                throw new NotUnderstoodException("an order that is taken away");
            }
            query.orderBy(descending || tokens.accept("desc") ? name + " desc" : name);
        } else if (tokens.accept("limit", "(")) {
            query.limit(tokens.number());
        } else if (tokens.accept("join", "(")) {
            tokens.word();
            tokens.expect(".");
            Names.Attribute joined = query.names().attribute(List.of(tokens.word()));
            query.join(new QuerySpec.Join(joined.path(), false, null, null));
            query.names().join(joined, null);
        } else if (!tokens.accept("select", "(")) {
            result(query);
            return;
        }
        tokens.expect(")");
    }

    private void result(QuerySpec query) {
        QuerySpec.Result result =
                switch (tokens.word()) {
                    case "all" -> QuerySpec.Result.LIST;
                    case "first" -> QuerySpec.Result.FIRST;
                    case "one" -> QuerySpec.Result.ONE;
                    case "count" -> QuerySpec.Result.COUNT;
                    default -> throw tokens.notUnderstood();
                };
        tokens.expect("(", ")");
        query.result(result);
    }

    private void element(QuerySpec query) {
        int from = tokens.number();
        if (tokens.accept(":")) {
            query.limit(tokens.number() - from);
        } else {
            query.limit(1);
            query.result(QuerySpec.Result.ONE_OR_NONE);
        }
        if (from > 0) {
            query.offset(from);
        }
        tokens.expect("]");
    }
}
