package io.relmap.holder.pairing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is linked with what, as a set of pairs: nothing can disagree here. */
final class LinkModel {

    private record Link(Keyed left, Keyed right) {}

    private final Pairing pairing;
    private final Set<Link> links = new LinkedHashSet<>();

    LinkModel(Pairing pairing) {
        this.pairing = pairing;
    }

    void add(Keyed left, Keyed right) {
        links.removeIf(
                link ->
                        (pairing.right.isOne() && link.right == right)
                                || (pairing.left.isOne() && link.left == left)
                                || (pairing.left.isKeyed()
                                        && link.left == left
                                        && link.right.key().equals(right.key())));
        links.add(new Link(left, right));
    }

    void remove(Keyed left, Keyed right) {
        links.remove(new Link(left, right));
    }

    void replaceRights(Keyed left, List<Keyed> rights) {
        links.removeIf(link -> link.left == left && !rights.contains(link.right));
        rights.forEach(right -> add(left, right));
    }

    void replaceLefts(Keyed right, List<Keyed> lefts) {
        links.removeIf(link -> link.right == right && !lefts.contains(link.left));
        lefts.forEach(left -> add(left, right));
    }

    List<Keyed> rightsOf(Keyed left) {
        return new ArrayList<>(
                links.stream().filter(link -> link.left == left).map(Link::right).toList());
    }

    List<Keyed> leftsOf(Keyed right) {
        return new ArrayList<>(
                links.stream().filter(link -> link.right == right).map(Link::left).toList());
    }

    /** The pairs of row keys. */
    Set<List<Object>> keys() {
        return links.stream()
                .map(link -> List.<Object>of(link.left.id() + "", link.right.id() + ""))
                .collect(Collectors.toSet());
    }
}
