package io.relmap.session;

import java.time.Duration;

/**
 * What a session did, told when it ends.
 *
 * @param duration how long it was open
 * @param statements how many statements it sent; a batch is one
 * @param identityHits how often an object was asked for by its key, by {@code get} or through a reference, and was found in
 *     the session, without a statement
 */
public record SessionReport(Duration duration, long statements, long identityHits) {}
