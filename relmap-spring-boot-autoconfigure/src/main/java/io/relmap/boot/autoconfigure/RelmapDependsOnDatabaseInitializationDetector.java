package io.relmap.boot.autoconfigure;

import io.relmap.spring.TransactionalSessions;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/** No session before the database is ready. The mapping itself asks no tables and need not wait. */
final class RelmapDependsOnDatabaseInitializationDetector
        extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        return Set.of(TransactionalSessions.class);
    }
}
