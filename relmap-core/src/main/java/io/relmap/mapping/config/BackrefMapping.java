package io.relmap.mapping.config;

/** The reverse of a relationship, made by it: what is not said is inherited or has its default (spec RC-103). */
public final class BackrefMapping extends LinkMapping<BackrefMapping> {

    BackrefMapping(RelationshipDeclaration declared) {
        super(declared);
    }

    @Override
    BackrefMapping self() {
        return this;
    }
}
