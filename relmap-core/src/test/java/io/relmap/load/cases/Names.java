package io.relmap.load.cases;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Relationship;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the words of one query stand for: entities, aliases and attributes. Not thread-safe. */
final class Names {

    /**
     * An attribute and the path to it.
     *
     * @param relationship null if it is a column
     */
    record Attribute(String path, @Nullable Relationship relationship) {}

    private final List<Place> places = new ArrayList<>();
    private final Map<String, Place> aliases = new HashMap<>();
    private boolean aliased;

    Names(Mapper root) {
        places.add(new Place("", root));
    }

    /** The same names, to be changed. */
    Names copy() {
        Names copy = new Names(root().mapper());
        copy.places.addAll(places.subList(1, places.size()));
        copy.aliases.putAll(aliases);
        copy.aliased = aliased;
        return copy;
    }

    /** The root is spoken of by an alias, or by its own name. */
    void nameRoot(String name) {
        aliases.put(name, root());
        aliased = !root().mapper().entityName().equals(name);
    }

    /** Whether the root's own name means another one than the root. */
    boolean isAliased() {
        return aliased;
    }

    Place root() {
        return places.get(0);
    }

    List<Place> places() {
        return places;
    }

    void alias(String name, Place place) {
        aliases.put(name, place);
    }

    /** Takes up what a join leads to: by its path, or by a name of its own. */
    Place join(Attribute joined, @Nullable String alias) {
        Relationship relationship = joined.relationship();
        if (relationship == null) {
            throw new NotUnderstoodException("no relationship " + joined.path());
        }
        Place place = new Place(alias == null ? joined.path() : alias, relationship.target());
        if (alias != null) {
            aliases.put(alias, place);
        }
        places.add(place);
        return place;
    }

    /** The only relationship by which an entity can be joined that is not there yet. */
    Attribute onlyWayTo(Mapper entity) {
        List<Attribute> ways = new ArrayList<>();
        for (Place place : places) {
            for (Relationship way : place.mapper().relationships()) {
                if (way.target() == entity && way.join().secondary() == null) {
                    ways.add(new Attribute(place.to(way.name()), way));
                }
            }
        }
        if (ways.size() != 1 || places.stream().anyMatch(place -> place.mapper() == entity)) {
            throw new NotUnderstoodException("no single way to join " + entity);
        }
        return ways.get(0);
    }

    /** The attribute of a relationship to join: of the entity joined last, or of one before. */
    Attribute toJoin(List<String> words) {
        if (words.size() == 1) {
            for (int i = places.size() - 1; i >= 0; i--) {
                Mapper mapper = places.get(i).mapper();
                if (mapper.findRelationship(words.get(0)) != null) {
                    return attribute(places.get(i), words);
                }
            }
        }
        return attribute(words);
    }

    Attribute attribute(List<String> words) {
        Place named = place(words.get(0));
        if (named != null && words.size() > 1) {
            return attribute(named, words.subList(1, words.size()));
        }
        for (Place place : places) {
            if (has(place.mapper(), words.get(0))) {
                return attribute(place, words);
            }
        }
        throw new NotUnderstoodException("no attribute " + words);
    }

    private static Attribute attribute(Place from, List<String> words) {
        Place at = from;
        for (String word : words.subList(0, words.size() - 1)) {
            Relationship step = at.mapper().findRelationship(word);
            if (step == null) {
                throw new NotUnderstoodException("no relationship " + word);
            }
            at = new Place(at.to(word), step.target());
        }
        String last = words.get(words.size() - 1);
        if (!has(at.mapper(), last)) {
            throw new NotUnderstoodException("no attribute " + last + " of " + at.mapper());
        }
        return new Attribute(at.to(last), at.mapper().findRelationship(last));
    }

    private static boolean has(Mapper mapper, String name) {
        return mapper.findColumn(name) != null || mapper.findRelationship(name) != null;
    }

    /** What an alias or the name of an entity stands for, or null. */
    @Nullable Place place(String word) {
        Place alias = aliases.get(word);
        if (alias != null) {
            return alias;
        }
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            boolean isNamed = aliases.containsValue(place) && i > 0;
            if (place.mapper().entityName().equals(word) && !isNamed) {
                return place;
            }
        }
        return null;
    }
}
