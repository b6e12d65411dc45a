package io.relmap.load.cases;

import io.relmap.holder.DynamicEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What words like {@code author.books[0].author} or {@code book 10} lead to, looked for when a step runs. */
record ObjectPath(List<Segment> segments) {

    /** A name, and which element of it. */
    record Segment(String name, @Nullable Integer index) {}

    /** Reads a path; a name before a bracket at its end is a method and left alone. */
    static ObjectPath parse(Tokens tokens, Scene scene) {
        List<Segment> segments = new ArrayList<>();
        tokens.acceptAny("the", "this");
        String first = tokens.word();
        if (first.equals("new") && scene.entityInWords(tokens.peek().text()) != null) {
            first += tokens.word();
        }
        if (tokens.peek().kind() == Token.Kind.NUMBER && scene.entityInWords(first) != null) {
            first += tokens.number();
        }
        segments.add(segment(first, tokens));
        while (tokens.sees(".") && tokens.peek(1).kind() == Token.Kind.WORD && !tokens.isCall(1)) {
            tokens.expect(".");
            segments.add(segment(tokens.word(), tokens));
        }
        return new ObjectPath(segments);
    }

    private static Segment segment(String name, Tokens tokens) {
        if (tokens.sees("[")
                && tokens.peek(1).kind() == Token.Kind.NUMBER
                && tokens.peek(2).is("]")) {
            tokens.expect("[");
            int index = tokens.number();
            tokens.expect("]");
            return new Segment(name, index);
        }
        return new Segment(name, null);
    }

    static ObjectPath of(String name) {
        return new ObjectPath(List.of(new Segment(name, null)));
    }

    boolean isName() {
        return segments.size() == 1 && segments.get(0).index() == null;
    }

    String last() {
        return segments.get(segments.size() - 1).name();
    }

    /** The object that has the last attribute. */
    DynamicEntity owner(Scene scene) {
        Object owner =
                segments.size() == 1
                        ? scene.subject()
                        : new ObjectPath(segments.subList(0, segments.size() - 1))
                                .read(scene, false);
        if (owner instanceof DynamicEntity entity && Scene.has(entity, last())) {
            return entity;
        }
        throw new NotUnderstoodException("no attribute " + last() + " of " + owner);
    }

    /** A single name is rather an attribute of the object that is spoken of. */
    @Nullable Object read(Scene scene) {
        return read(scene, segments.size() == 1);
    }

    private @Nullable Object read(Scene scene, boolean ratherAttribute) {
        Segment first = segments.get(0);
        boolean ofSubject =
                (ratherAttribute || !scene.knows(first.name()))
                        && Scene.has(scene.subject(), first.name());
        Object at =
                first.name().equals("it") && scene.subject() != null
                        ? scene.subject()
                        : ofSubject
                                ? ((DynamicEntity) scene.subject()).get(first.name())
                                : scene.known(first.name());
        at = element(at, first);
        for (Segment segment : segments.subList(1, segments.size())) {
            if (!Scene.has(at, segment.name())) {
                throw new NotUnderstoodException("no attribute " + segment.name() + " of " + at);
            }
            at = element(((DynamicEntity) at).get(segment.name()), segment);
        }
        if (!(at instanceof io.relmap.holder.ToQuery<?>)) {
            scene.name(at);
        }
        return at;
    }

    private static @Nullable Object element(@Nullable Object value, Segment segment) {
        if (segment.index() == null) {
            return value;
        }
        if (value instanceof Collection<?> elements && elements.size() > segment.index()) {
            return new ArrayList<>(elements).get(segment.index());
        }
        throw new NotUnderstoodException("no element " + segment);
    }
}
