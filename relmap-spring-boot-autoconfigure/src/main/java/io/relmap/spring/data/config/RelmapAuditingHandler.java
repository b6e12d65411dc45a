package io.relmap.spring.data.config;

import org.springframework.data.auditing.AuditingHandler;
import org.springframework.data.mapping.context.PersistentEntities;

/** Finds the annotated fields by reflection, since relmap's mapping is none of Spring Data's. */
final class RelmapAuditingHandler extends AuditingHandler {

    RelmapAuditingHandler() {
        super(PersistentEntities.of());
    }
}
