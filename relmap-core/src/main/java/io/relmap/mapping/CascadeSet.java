package io.relmap.mapping;

import io.relmap.annotation.Cascade;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The cascades of one relationship, {@code ALL} and {@code NONE} worked out (spec CA-2). Immutable. */
public final class CascadeSet {

    /** What a relationship has that says nothing. */
    public static final CascadeSet DEFAULT =
            new CascadeSet(EnumSet.of(Cascade.SAVE_UPDATE, Cascade.MERGE));

    /** What a view-only relationship has that says nothing. */
    public static final CascadeSet VIEW_ONLY_DEFAULT = new CascadeSet(EnumSet.of(Cascade.MERGE));

    private static final Set<Cascade> ALL =
            EnumSet.of(
                    Cascade.SAVE_UPDATE,
                    Cascade.MERGE,
                    Cascade.EXPUNGE,
                    Cascade.DELETE,
                    Cascade.REFRESH_EXPIRE);

    private final Set<Cascade> members;

    private CascadeSet(Set<Cascade> members) {
        this.members = Set.copyOf(members);
    }

    /** Works out what was declared. */
    public static CascadeSet of(Collection<Cascade> declared) {
        EnumSet<Cascade> members = EnumSet.noneOf(Cascade.class);
        if (declared.contains(Cascade.NONE)) {
            return new CascadeSet(members);
        }
        for (Cascade cascade : declared) {
            if (cascade == Cascade.ALL) {
                members.addAll(ALL);
            } else {
                members.add(cascade);
            }
        }
        return new CascadeSet(members);
    }

    /** Whether the cascade is among them. */
    public boolean has(Cascade cascade) {
        return members.contains(cascade);
    }

    /** The members. */
    public Set<Cascade> members() {
        return members;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CascadeSet that && that.members.equals(members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** Sorted and comma-separated. */
    @Override
    public String toString() {
        return members.stream().map(Cascade::spelling).sorted().collect(Collectors.joining(", "));
    }
}
