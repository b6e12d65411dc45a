package io.relmap.spring.data.config;

import io.relmap.Inspect;
import io.relmap.observe.EntityListener;
import io.relmap.session.Session;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;

/** Audits rows when a flush writes them; the handler is made when the first one is. */
@Order(AuditingListener.ORDER)
final class AuditingListener implements EntityListener {

    static final int ORDER = 100;

    private final ObjectProvider<RelmapAuditingHandler> handler;

    AuditingListener(ObjectProvider<RelmapAuditingHandler> handler) {
        this.handler = handler;
    }

    @Override
    public void beforeInsert(Object entity) {
        handler.getObject().markCreated(entity);
    }

    /** A row may be looked at without any column to be written. */
    @Override
    public void beforeUpdate(Object entity) {
        Session session = Inspect.objectSession(entity);
        if (session == null || session.isModifiedItself(entity)) {
            handler.getObject().markModified(entity);
        }
    }
}
