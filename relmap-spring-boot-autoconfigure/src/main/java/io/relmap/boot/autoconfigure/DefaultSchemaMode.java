package io.relmap.boot.autoconfigure;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/** Decides where the application does not: tables come and go with an embedded database that nobody else manages. */
final class DefaultSchemaMode {

    private final ObjectProvider<SchemaManagementProvider> providers;

    DefaultSchemaMode(ObjectProvider<SchemaManagementProvider> providers) {
        this.providers = providers;
    }

    SchemaMode forDatabase(DataSource dataSource) {
        return EmbeddedDatabaseConnection.isEmbedded(dataSource) && !isManaged(dataSource)
                ? SchemaMode.CREATE_DROP
                : SchemaMode.NONE;
    }

    private boolean isManaged(DataSource dataSource) {
        return providers.stream()
                .anyMatch(
                        provider ->
                                provider.getSchemaManagement(dataSource)
                                        == SchemaManagement.MANAGED);
    }
}
