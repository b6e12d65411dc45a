package io.relmap.boot.autoconfigure.aot;

import io.relmap.query.Query;
import io.relmap.query.Rows;
import io.relmap.session.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The proxies behind the injected session and its queries. */
final class RelmapRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.proxies()
                .registerJdkProxy(Session.class)
                .registerJdkProxy(Query.class)
                .registerJdkProxy(Rows.class);
    }
}
