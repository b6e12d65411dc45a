package io.relmap.holder.pairing;

/** Two sides that follow each other. */
enum Pairing {
    LIST(
            "list",
            Side.<Left>collection(l -> l.list),
            "ofList",
            Side.<Right>reference(r -> r.ofList)),
    SET("set", Side.<Left>collection(l -> l.set), "ofSet", Side.<Right>reference(r -> r.ofSet)),
    MAP("map", Side.<Left>map(l -> l.map), "ofMap", Side.<Right>reference(r -> r.ofMap)),
    ONE("one", Side.<Left>reference(l -> l.one), "ofOne", Side.<Right>reference(r -> r.ofOne)),
    QUERY(
            "query",
            Side.<Left>query(l -> l.query),
            "ofQuery",
            Side.<Right>reference(r -> r.ofQuery)),
    LISTS(
            "lists",
            Side.<Left>collection(l -> l.lists),
            "lists",
            Side.<Right>collection(r -> r.lists)),
    VIRTUAL("sets", Side.<Left>collection(l -> l.sets), "virtual", Side.virtual("virtual")),
    MAPS("maps", Side.<Left>map(l -> l.maps), "maps", Side.<Right>collection(r -> r.maps)),
    TREE("kids", Side.<Node>collection(n -> n.kids), "parent", Side.<Node>reference(n -> n.parent)),
    CHAIN(
            "next",
            Side.<Node>reference(n -> n.next),
            "previous",
            Side.<Node>reference(n -> n.previous)),
    NETWORK(
            "targets",
            Side.<Node>collection(n -> n.targets),
            "sources",
            Side.<Node>collection(n -> n.sources));

    final String leftName;
    final Side left;
    final String rightName;
    final Side right;

    Pairing(String leftName, Side left, String rightName, Side right) {
        this.leftName = leftName;
        this.left = left;
        this.rightName = rightName;
        this.right = right;
    }

    /** Whether both sides are of one class. */
    boolean isSelfReferential() {
        return this == TREE || this == CHAIN || this == NETWORK;
    }
}
