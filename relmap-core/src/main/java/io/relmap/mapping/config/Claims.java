package io.relmap.mapping.config;

import java.util.Collection;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which holders without annotation stand for the reverse that a backref makes (spec RC-102). A holder that
 * nobody claims is a relationship with defaults.
 */
final class Claims {

    private final IdentityHashMap<RelationshipDeclaration, Claim> claims = new IdentityHashMap<>();

    private Claims() {}

    private record Claim(EntityDeclaration target, HolderField holder) {}

    /** Finds all claims, and takes claimed holders out of what their entities declare. */
    static Claims of(Collection<EntityDeclaration> entities, Targets targets) {
        Claims claims = new Claims();
        for (EntityDeclaration owner : entities) {
            for (RelationshipDeclaration declared : owner.relationships().values()) {
                RelationshipDeclaration.BackrefDeclaration backref = declared.backref;
                EntityDeclaration target = backref == null ? null : targets.find(declared);
                if (backref != null && target != null) {
                    claims.claim(owner, declared, backref.name(), target);
                }
            }
        }
        claims.claims
                .values()
                .forEach(claim -> claim.target.relationships().remove(claim.holder.name()));
        return claims;
    }

    /** The first backref gets the holder; a second one finds the name taken. */
    private void claim(
            EntityDeclaration owner,
            RelationshipDeclaration declared,
            String name,
            EntityDeclaration target) {
        HolderField holder = target.holders().get(name);
        RelationshipDeclaration existing = target.relationships().get(name);
        if (holder != null
                && existing != null
                && existing.implicit
                && (holder.target() == null || holder.target() == owner.type())
                && claims.values().stream()
                        .noneMatch(
                                claim ->
                                        claim.target.equals(target)
                                                && claim.holder.equals(holder))) {
            claims.put(declared, new Claim(target, holder));
        }
    }

    /** The holder on the target that a relationship's backref stands for, or null. */
    @Nullable HolderField claimedBy(RelationshipDeclaration declared) {
        Claim claim = claims.get(declared);
        return claim == null ? null : claim.holder;
    }
}
