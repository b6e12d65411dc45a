package io.relmap.error;

/**
 * Something in a mapping that works but is probably not meant (spec RC-5).
 *
 * @param code what kind of warning
 * @param relationship the relationship that carries it, as {@code Owner.name}
 * @param message the whole text, with the remedy
 */
public record Warning(ErrorCode code, String relationship, String message) {}
