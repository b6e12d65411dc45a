package io.relmap.attribute;

import io.relmap.state.Committed;
import io.relmap.state.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came into a collection and what went out of it, by identity (spec AT-8). */
final class CollectionHistory {

    private CollectionHistory() {}

    static History of(Members members, @Nullable Object committed) {
        List<Object> current = members.copy();
        if (committed == Committed.UNCHANGED) {
            return new History(List.of(), view(current), List.of(), true);
        }
        if (!(committed instanceof List<?> before) || before.isEmpty()) {
            return new History(view(current), List.of(), List.of(), true);
        }
        Set<Object> old = identitySet(before);
        List<@Nullable Object> added = new ArrayList<>();
        List<@Nullable Object> unchanged = new ArrayList<>();
        for (Object element : current) {
            (old.contains(element) ? unchanged : added).add(element);
        }
        Set<Object> now = identitySet(current);
        List<@Nullable Object> deleted = new ArrayList<>();
        for (Object element : before) {
            if (!now.contains(element)) {
                deleted.add(element);
            }
        }
        return new History(added, unchanged, deleted, true);
    }

    /** Elements of a collection, none of which is null, as a history holds them. */
    static List<@Nullable Object> view(List<Object> elements) {
        return Collections.unmodifiableList(elements);
    }

    static Set<Object> identitySet(Collection<?> elements) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>(elements.size() + 1));
        set.addAll(elements);
        return set;
    }
}
