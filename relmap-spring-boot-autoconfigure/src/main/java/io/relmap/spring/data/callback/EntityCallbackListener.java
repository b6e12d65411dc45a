package io.relmap.spring.data.callback;

import io.relmap.Inspect;
import io.relmap.annotation.Internal;
import io.relmap.observe.EntityListener;
import io.relmap.session.Session;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.mapping.callback.EntityCallback;
import org.springframework.data.mapping.callback.EntityCallbacks;
import org.springframework.data.util.Lazy;

/** Calls entity callbacks from the flush. The beans are made when the first row is written. */
@Internal
@Order(EntityCallbackListener.ORDER)
public final class EntityCallbackListener implements EntityListener {

    /** Behind auditing, so that callbacks see what it has set. */
    public static final int ORDER = 200;

    private final Supplier<EntityCallbacks> callbacks;

    /** For the callbacks among some beans. */
    public EntityCallbackListener(BeanFactory beans) {
        this.callbacks = Lazy.of(() -> EntityCallbacks.create(beans));
    }

    @Override
    public void beforeInsert(Object entity) {
        call(BeforeSaveCallback.class, entity);
    }

    @Override
    public void afterInsert(Object entity) {
        call(AfterSaveCallback.class, entity);
    }

    @Override
    public void beforeUpdate(Object entity) {
        if (isWritten(entity)) {
            call(BeforeSaveCallback.class, entity);
        }
    }

    @Override
    public void afterUpdate(Object entity) {
        if (isWritten(entity)) { // the flush takes changes for the row's only at its end
            call(AfterSaveCallback.class, entity);
        }
    }

    /** A row may be looked at without any column to be written. */
    private static boolean isWritten(Object entity) {
        Session session = Inspect.objectSession(entity);
        return session == null || session.isModifiedItself(entity);
    }

    @Override
    public void beforeDelete(Object entity) {
        call(BeforeDeleteCallback.class, entity);
    }

    @Override
    public void afterDelete(Object entity) {
        call(AfterDeleteCallback.class, entity);
    }

    @SuppressWarnings("rawtypes") // as EntityCallbacks has it
    private void call(Class<? extends EntityCallback> type, Object entity) {
        if (callbacks.get().callback(type, entity) != entity) {
            throw new InvalidDataAccessApiUsageException(
                    "A "
                            + type.getSimpleName()
                            + " gave back another object than "
                            + Inspect.of(entity)
                            + ". One row is one object of its session: change it, and give it back");
        }
    }
}
