package io.relmap.mapping.config;

import io.relmap.mapping.Content;

/** The reverse of a relationship, made by it: what is not said is inherited or has its default (spec RC-103). */
public final class BackrefMapping extends LinkMapping<BackrefMapping> {

    BackrefMapping(RelationshipDeclaration declared) {
        super(declared);
    }

    /** What the attribute holds, for map-backed entities; else its holder or the direction decides. */
    public BackrefMapping content(Content content) {
        declared().content = content;
        return this;
    }

    @Override
    BackrefMapping self() {
        return this;
    }
}
