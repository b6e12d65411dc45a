package io.relmap.spring;

import io.relmap.session.ExternalTransaction;
import io.relmap.session.ManagedSession;
import io.relmap.session.SessionOptions;

/** Opens a session inside a transaction that Spring manages. */
@FunctionalInterface
interface SessionOpener {

    /** Opens it. */
    ManagedSession open(ExternalTransaction transaction, SessionOptions options);
}
