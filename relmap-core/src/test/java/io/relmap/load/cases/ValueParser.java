package io.relmap.load.cases;

import io.relmap.holder.DynamicEntity;
import io.relmap.mapping.Mapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values: numbers, texts, null, lists, new objects, and objects that were met before. */
final class ValueParser {

    private final Tokens tokens;
    private final Scene scene;

    ValueParser(Tokens tokens, Scene scene) {
        this.tokens = tokens;
        this.scene = scene;
    }

    Value value() {
        if (tokens.peek().kind() == Token.Kind.NUMBER || tokens.sees("-")) {
            int number = tokens.number();
            return () -> number;
        } else if (tokens.peek().kind() == Token.Kind.TEXT) {
            String text = tokens.next().text();
            return () -> text;
        } else if (tokens.acceptAny("null", "none")) {
            return () -> null;
        } else if (tokens.accept("true")) {
            return () -> true;
        } else if (tokens.accept("false")) {
            return () -> false;
        } else if (tokens.accept("[")) {
            return list();
        }
        Value made = made();
        return made != null ? made : object();
    }

    private Value list() {
        List<Value> values = new ArrayList<>();
        while (!tokens.accept("]")) {
            if (!values.isEmpty()) {
                tokens.expect(",");
            }
            values.add(value());
        }
        return () -> {
            List<@Nullable Object> list = new ArrayList<>();
            values.forEach(value -> list.add(value.get()));
            return list;
        };
    }

    /** {@code new Book(id=71)}, {@code Book(author_id=1)}, or null if it is something else. */
    @Nullable Value made() {
        int mark = tokens.mark();
        boolean isNew = tokens.accept("new");
        if (isNew) {
            tokens.acceptAny("unflushed", "transient", "pending");
        }
        Mapper entity =
                tokens.peek().kind() == Token.Kind.WORD ? scene.entity(tokens.peek().text()) : null;
        if (entity == null || !tokens.peek(1).is("(")) {
            tokens.reset(mark);
            return null;
        }
        tokens.next();
        Map<String, Value> values = assignments(entity);
        if (values == null) {
            tokens.reset(mark);
            return null;
        }
        return () -> {
            DynamicEntity object = scene.relmap().newEntity(entity.entityName());
            values.forEach((name, value) -> object.set(name, value.get()));
            scene.met(object);
            scene.name("new" + entity.entityName(), object);
            return object;
        };
    }

    private @Nullable Map<String, Value> assignments(Mapper entity) {
        Map<String, Value> values = new LinkedHashMap<>();
        tokens.expect("(");
        while (!tokens.accept(")")) {
            if (!values.isEmpty()) {
                tokens.expect(",");
            }
            if (tokens.peek().kind() != Token.Kind.WORD || !tokens.peek(1).is("=")) {
                return null;
            }
            String name = tokens.word();
            if (entity.findColumn(name) == null && entity.findRelationship(name) == null) {
                return null;
            }
            tokens.expect("=");
            values.put(name, value());
        }
        return values;
    }

    private Value object() {
        if (scene.entity(tokens.peek().text()) != null
                && tokens.peek(1).kind() != Token.Kind.NUMBER) {
            throw tokens.notUnderstood(); // the class itself
        }
        ObjectPath path = ObjectPath.parse(tokens, scene);
        return () -> path.read(scene);
    }
}
